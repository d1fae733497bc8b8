import { LandbridgeError } from "@landbridge/model";

/** A request of TestState that AWS refuses before anything is evaluated; `code` is the exception's name. */
export function refuse(
  code: "ValidationException" | "InvalidDefinition" | "InvalidExecutionInput",
  message: string,
): never {
  throw new LandbridgeError(code, message);
}
