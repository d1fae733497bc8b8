import type { Shape, StructureShape } from "../../shape.ts";
import { arn, longArn, pageSize, pageToken } from "./shapes.ts";

export const describeMapRunInput = {
  kind: "structure",
  name: "DescribeMapRunInput",
  members: { mapRunArn: longArn },
  required: ["mapRunArn"],
} as const satisfies StructureShape;
export const listMapRunsInput = {
  kind: "structure",
  name: "ListMapRunsInput",
  members: { executionArn: arn, maxResults: pageSize, nextToken: pageToken },
  required: ["executionArn"],
} as const satisfies StructureShape;
const maxConcurrency = { kind: "integer", min: 0 } as const satisfies Shape;
const toleratedFailurePercentage = { kind: "float", min: 0, max: 100 } as const satisfies Shape;
const toleratedFailureCount = { kind: "long", min: 0 } as const satisfies Shape;
export const updateMapRunInput = {
  kind: "structure",
  name: "UpdateMapRunInput",
  members: { mapRunArn: longArn, maxConcurrency, toleratedFailurePercentage, toleratedFailureCount },
  required: ["mapRunArn"],
} as const satisfies StructureShape;
