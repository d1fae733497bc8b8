import type { ApiError } from "@landbridge/api";
import { errorSpec } from "@landbridge/api";
import { translate } from "../../http/errors/translate.ts";
import { SignatureRefused } from "../sigv4/refused.ts";
import { AwsError } from "./aws-error.ts";
import type { AwsProtocol } from "./protocol.ts";
import { signatureError } from "./signature-error.ts";

/** What was thrown, in the protocol's words. Undefined: our own mistake, of which a client is told nothing. */
export function toAwsError(error: unknown, protocol: AwsProtocol): AwsError | undefined {
  if (error instanceof AwsError) return error;
  if (error instanceof SignatureRefused) return signatureError(error.problem, protocol);
  const known = translate(error);
  return known === undefined ? undefined : ofApi(known, protocol);
}

/** For whatever failed inside. */
export function internalError(protocol: AwsProtocol): AwsError {
  const [code, message] =
    protocol.kind === "s3"
      ? ["InternalError", "We encountered an internal error. Please try again."]
      : [
          "InternalFailure",
          "The request processing has failed because of an unknown error, exception or failure.",
        ];
  return new AwsError(code, message, { status: 500 });
}

function ofApi(error: ApiError, protocol: AwsProtocol): AwsError {
  const { status } = errorSpec(error.errorCode);
  if (error.errorCode === "SCOPE_MISSING") return accessDenied(error.message, protocol);
  if (status === 429 || error.errorCode === "OVERLOADED") return throttled(protocol, error);
  if (status >= 500) return unavailable(protocol, error);
  if (protocol.kind === "s3") return new AwsError("InvalidRequest", error.message, { cause: error });
  const code = protocol.kind === "query" ? "ValidationError" : "ValidationException";
  return new AwsError(code, error.message, { cause: error });
}

function accessDenied(message: string, protocol: AwsProtocol): AwsError {
  switch (protocol.kind) {
    case "s3":
    case "query":
      return new AwsError("AccessDenied", message, { status: 403 });
    case "rest-json":
      return new AwsError("AccessDeniedException", message, { status: 403 });
    case "json":
    case "cbor":
      return new AwsError("AccessDeniedException", message);
  }
}

function throttled(protocol: AwsProtocol, cause: ApiError): AwsError {
  switch (protocol.kind) {
    case "s3":
      return new AwsError("SlowDown", "Please reduce your request rate.", { status: 503, cause });
    case "query":
      return new AwsError("Throttling", "Rate exceeded", { cause });
    case "rest-json":
      return new AwsError("ThrottlingException", "Rate exceeded", { status: 429, cause });
    case "json":
    case "cbor":
      return new AwsError("ThrottlingException", "Rate exceeded", { cause });
  }
}

function unavailable(protocol: AwsProtocol, cause: ApiError): AwsError {
  const code =
    protocol.kind === "query" || protocol.kind === "s3"
      ? "ServiceUnavailable"
      : "ServiceUnavailableException";
  return new AwsError(code, cause.message, { status: 503, cause });
}
