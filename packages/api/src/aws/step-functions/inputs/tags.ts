import type { Shape, StructureShape } from "../../shape.ts";
import { arn, tagKey, tagList } from "./shapes.ts";

export const listTagsForResourceInput = {
  kind: "structure",
  name: "ListTagsForResourceInput",
  members: { resourceArn: arn },
  required: ["resourceArn"],
} as const satisfies StructureShape;
export const tagResourceInput = {
  kind: "structure",
  name: "TagResourceInput",
  members: { resourceArn: arn, tags: tagList },
  required: ["resourceArn", "tags"],
} as const satisfies StructureShape;
const tagKeyList = { kind: "list", member: tagKey } as const satisfies Shape;
export const untagResourceInput = {
  kind: "structure",
  name: "UntagResourceInput",
  members: { resourceArn: arn, tagKeys: tagKeyList },
  required: ["resourceArn", "tagKeys"],
} as const satisfies StructureShape;
