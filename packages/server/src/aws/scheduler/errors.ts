import { AwsError } from "../errors/aws-error.ts";

// The errors of EventBridge Scheduler's model.

export function schedulerFault(
  code: "ConflictException" | "ResourceNotFoundException" | "ValidationException",
  message: string,
): AwsError {
  const status = { ConflictException: 409, ResourceNotFoundException: 404, ValidationException: 400 }[code];
  return new AwsError(code, message, { status });
}

export function invalid(message: string): AwsError {
  return schedulerFault("ValidationException", message);
}
