import type { StructureShape } from "../../shape.ts";
import { arn, encryptionConfiguration, name, pageSize, pageToken, tagList } from "./shapes.ts";

export const createActivityInput = {
  kind: "structure",
  name: "CreateActivityInput",
  members: { name, tags: tagList, encryptionConfiguration },
  required: ["name"],
} as const satisfies StructureShape;
export const deleteActivityInput = {
  kind: "structure",
  name: "DeleteActivityInput",
  members: { activityArn: arn },
  required: ["activityArn"],
} as const satisfies StructureShape;
export const describeActivityInput = {
  kind: "structure",
  name: "DescribeActivityInput",
  members: { activityArn: arn },
  required: ["activityArn"],
} as const satisfies StructureShape;
export const getActivityTaskInput = {
  kind: "structure",
  name: "GetActivityTaskInput",
  members: { activityArn: arn, workerName: name },
  required: ["activityArn"],
} as const satisfies StructureShape;
export const listActivitiesInput = {
  kind: "structure",
  name: "ListActivitiesInput",
  members: { maxResults: pageSize, nextToken: pageToken },
  required: [],
} as const satisfies StructureShape;
