import type { Shape, StructureShape } from "../../shape.ts";
import { sensitiveCause, sensitiveData, sensitiveError } from "./shapes.ts";

const taskToken = { kind: "text", min: 1, max: 2048 } as const satisfies Shape;
export const sendTaskFailureInput = {
  kind: "structure",
  name: "SendTaskFailureInput",
  members: { taskToken, error: sensitiveError, cause: sensitiveCause },
  required: ["taskToken"],
} as const satisfies StructureShape;
export const sendTaskHeartbeatInput = {
  kind: "structure",
  name: "SendTaskHeartbeatInput",
  members: { taskToken },
  required: ["taskToken"],
} as const satisfies StructureShape;
export const sendTaskSuccessInput = {
  kind: "structure",
  name: "SendTaskSuccessInput",
  members: { taskToken, output: sensitiveData },
  required: ["taskToken", "output"],
} as const satisfies StructureShape;
