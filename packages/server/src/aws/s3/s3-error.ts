import { isObjectError, type ObjectErrorCode, objectErrors } from "@landbridge/objects";
import { AwsError } from "../errors/aws-error.ts";

/** What the store throws, as S3 answers it; anything else as it is. */
export function toS3Error(error: unknown): unknown {
  if (!isObjectError(error)) return error;
  const code = error.code as ObjectErrorCode;
  const { status, message } = objectErrors[code];
  switch (code) {
    case "ObjectStoreUnavailable":
      return new AwsError("ServiceUnavailable", "Please reduce your request rate.", {
        status: 503,
        cause: error,
      });
    case "TooManyUploads":
      return new AwsError("SlowDown", message, { status: 503 });
    // A folder keeps no key beside one that goes on after it: what was found says more than S3's words.
    case "InvalidKey":
      return new AwsError("InvalidRequest", error.message, { status });
    case "InvalidToken":
      return new AwsError("InvalidArgument", "The continuation token provided is incorrect", { status });
    case "NoSuchBucket":
    case "NoSuchKey":
    case "AccessDenied":
    case "InvalidBucketName":
    case "KeyTooLongError":
    case "PreconditionFailed":
    case "BucketNotEmpty":
    case "NoSuchUpload":
    case "InvalidPart":
    case "InvalidPartOrder":
    case "EntityTooSmall":
    case "ObjectTooLarge":
    case "ItemReaderFailed":
      return new AwsError(code, message, { status });
  }
}
