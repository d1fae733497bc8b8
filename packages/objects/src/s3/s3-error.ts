import { isObjectError, type ObjectErrorCode, objectError, objectErrors } from "../errors.ts";
import type { ObjectAddress } from "../port.ts";

/** What the SDK throws, in the words of the catalogue; what it does not know is a store that does not answer. */
export function s3Error(error: unknown, { bucket, key }: ObjectAddress): Error {
  if (isObjectError(error)) return error;
  const where = `s3://${bucket}/${key}`;
  const name = error instanceof Error ? error.name : "";
  if (isCode(name)) return objectError(name, where, error);
  const status = statusOf(error);
  // HEAD has no body, so S3 cannot say which of two things is not there.
  if (status === 404) return objectError("NoSuchKey", where, error);
  if (status === 403 || name === "CredentialsProviderError")
    return objectError("AccessDenied", `${where} (${name})`, error);
  if (status === 412) return objectError("PreconditionFailed", where, error);
  return objectError("ObjectStoreUnavailable", `${where} (${describe(error)})`, error);
}

function isCode(name: string): name is ObjectErrorCode {
  return Object.hasOwn(objectErrors, name);
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return undefined;
  const metadata: unknown = error.$metadata;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
