import { AwsError } from "../errors/aws-error.ts";

// The errors of EventBridge Scheduler's model.

export function schedulerFault(code: keyof typeof statuses, message: string): AwsError {
  return new AwsError(code, message, { status: statuses[code] });
}

const statuses = {
  ConflictException: 409,
  ResourceNotFoundException: 404,
  ServiceQuotaExceededException: 402,
  ValidationException: 400,
} as const;

export function invalid(message: string): AwsError {
  return schedulerFault("ValidationException", message);
}
