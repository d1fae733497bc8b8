import { LandbridgeError } from "@landbridge/model";

/**
 * What an object store or a reader throws. Most are S3's own names, with the words of S3's
 * answers, so that a workflow sees the same here and there.
 */
export const objectErrors = {
  NoSuchBucket: { retryable: false, status: 404, message: "The specified bucket does not exist" },
  NoSuchKey: { retryable: false, status: 404, message: "The specified key does not exist." },
  AccessDenied: { retryable: false, status: 403, message: "Access Denied" },
  InvalidBucketName: { retryable: false, status: 400, message: "The specified bucket is not valid." },
  KeyTooLongError: { retryable: false, status: 400, message: "Your key is too long" },
  PreconditionFailed: {
    retryable: false,
    status: 412,
    message: "At least one of the pre-conditions you specified did not hold",
  },
  BucketNotEmpty: {
    retryable: false,
    status: 409,
    message: "The bucket you tried to delete is not empty",
  },
  NoSuchUpload: {
    retryable: false,
    status: 404,
    message:
      "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
  },
  InvalidPart: {
    retryable: false,
    status: 400,
    message:
      "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
  },
  InvalidPartOrder: {
    retryable: false,
    status: 400,
    message: "The list of parts was not in ascending order. Parts must be ordered by part number.",
  },
  EntityTooSmall: {
    retryable: false,
    status: 400,
    message: "Your proposed upload is smaller than the minimum allowed size",
  },
  TooManyUploads: {
    retryable: true,
    status: 503,
    message: "Too many multipart uploads are open; complete or abort some",
  },
  InvalidKey: { retryable: false, status: 400, message: "The key cannot be kept" },
  InvalidToken: {
    retryable: false,
    status: 400,
    message: "The continuation token is not one that a list gave",
  },
  ObjectTooLarge: { retryable: false, status: 400, message: "The object is too large to be read whole" },
  ObjectStoreUnavailable: { retryable: true, status: 503, message: "The object store does not answer" },
  /** The message is the cause that the workflow sees with States.ItemReaderFailed. */
  ItemReaderFailed: { retryable: false, status: 400, message: "" },
} as const;

export type ObjectErrorCode = keyof typeof objectErrors;

/** @param detail what was found, where, and what to do */
export function objectError(code: ObjectErrorCode, detail?: string, cause?: unknown): LandbridgeError {
  const { retryable, message } = objectErrors[code];
  const text = [message, detail].filter((part) => part !== undefined && part !== "").join(": ");
  return new LandbridgeError(code, text, { retryable, cause });
}

export function isObjectError(error: unknown, code?: ObjectErrorCode): error is LandbridgeError {
  if (!(error instanceof LandbridgeError)) return false;
  return code === undefined ? error.code in objectErrors : error.code === code;
}

/** What an author can catch as States.ItemReaderFailed. */
export function itemReaderFailed(cause: string): LandbridgeError {
  return objectError("ItemReaderFailed", cause);
}
