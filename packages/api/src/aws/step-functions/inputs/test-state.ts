import type { Shape, StructureShape } from "../../shape.ts";
import { arn, definition, sensitiveCause, sensitiveData, sensitiveError } from "./shapes.ts";

const inspectionLevel = { kind: "text", values: ["TRACE", "INFO", "DEBUG"] } as const satisfies Shape;
const revealSecrets = { kind: "flag" } as const satisfies Shape;
const testStateStateName = { kind: "text", min: 1, max: 80, isSensitive: true } as const satisfies Shape;
const mockErrorOutput = {
  kind: "structure",
  name: "MockErrorOutput",
  members: { error: sensitiveError, cause: sensitiveCause },
  required: [],
} as const satisfies StructureShape;
const mockResponseValidationMode = {
  kind: "text",
  values: ["STRICT", "NONE", "PRESENT"],
} as const satisfies Shape;
const mockInput = {
  kind: "structure",
  name: "MockInput",
  members: {
    result: sensitiveData,
    errorOutput: mockErrorOutput,
    fieldValidationMode: mockResponseValidationMode,
  },
  required: [],
} as const satisfies StructureShape;
const retrierRetryCount = { kind: "integer", min: 0 } as const satisfies Shape;
const mapIterationFailureCount = { kind: "integer", min: 0 } as const satisfies Shape;
const testStateConfiguration = {
  kind: "structure",
  name: "TestStateConfiguration",
  members: {
    retrierRetryCount,
    errorCausedByState: testStateStateName,
    mapIterationFailureCount,
    mapItemReaderData: sensitiveData,
  },
  required: [],
} as const satisfies StructureShape;
export const testStateInput = {
  kind: "structure",
  name: "TestStateInput",
  members: {
    definition,
    roleArn: arn,
    input: sensitiveData,
    inspectionLevel,
    revealSecrets,
    variables: sensitiveData,
    stateName: testStateStateName,
    mock: mockInput,
    context: sensitiveData,
    stateConfiguration: testStateConfiguration,
  },
  required: ["definition"],
} as const satisfies StructureShape;
