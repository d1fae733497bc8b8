import type { Shape, StructureShape } from "../../shape.ts";

// What several operations take.

export const name = { kind: "text", min: 1, max: 80 } as const satisfies Shape;
export const tagKey = { kind: "text", min: 1, max: 128 } as const satisfies Shape;
const tagValue = { kind: "text", min: 0, max: 256 } as const satisfies Shape;
const tag = {
  kind: "structure",
  name: "Tag",
  members: { key: tagKey, value: tagValue },
  required: [],
} as const satisfies StructureShape;
export const tagList = { kind: "list", member: tag } as const satisfies Shape;
const kmsKeyId = { kind: "text", min: 1, max: 2048 } as const satisfies Shape;
const kmsDataKeyReusePeriodSeconds = { kind: "integer", min: 60, max: 900 } as const satisfies Shape;
const encryptionType = {
  kind: "text",
  values: ["AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY"],
} as const satisfies Shape;
export const encryptionConfiguration = {
  kind: "structure",
  name: "EncryptionConfiguration",
  members: { kmsKeyId, kmsDataKeyReusePeriodSeconds, type: encryptionType },
  required: ["type"],
} as const satisfies StructureShape;
export const definition = { kind: "text", min: 1, max: 1048576, isSensitive: true } as const satisfies Shape;
export const arn = { kind: "text", min: 1, max: 256 } as const satisfies Shape;
export const versionDescription = { kind: "text", max: 256, isSensitive: true } as const satisfies Shape;
export const longArn = { kind: "text", min: 1, max: 2000 } as const satisfies Shape;
export const includedData = { kind: "text", values: ["ALL_DATA", "METADATA_ONLY"] } as const satisfies Shape;
export const pageSize = { kind: "integer", min: 0, max: 1000 } as const satisfies Shape;
export const pageToken = { kind: "text", min: 1, max: 1024 } as const satisfies Shape;
export const sensitiveError = { kind: "text", min: 0, max: 256, isSensitive: true } as const satisfies Shape;
export const sensitiveCause = {
  kind: "text",
  min: 0,
  max: 32768,
  isSensitive: true,
} as const satisfies Shape;
export const sensitiveData = { kind: "text", max: 262144, isSensitive: true } as const satisfies Shape;
