import { secretError } from "../errors.ts";

/** What an AWS SDK throws, in our words; its message is kept out, as nobody promises what stands in it. */
export function fromAwsError(error: unknown, path: string): Error {
  const name = error instanceof Error ? error.name : "";
  const place = `${path} (${name === "" ? "no answer" : name})`;
  switch (name) {
    case "ParameterNotFound":
    case "ParameterVersionNotFound":
    case "ResourceNotFoundException":
      return secretError("SECRET_NOT_FOUND", place);
    case "AccessDeniedException":
    case "UnrecognizedClientException":
    case "InvalidSignatureException":
    case "ExpiredTokenException":
      return secretError("SECRET_ACCESS_DENIED", place);
    case "CredentialsProviderError":
      return secretError("SECRET_PROVIDER_UNSET", `${place}: give the server AWS credentials`);
    case "ValidationException":
    case "InvalidParameterException":
      return secretError("SECRET_REFERENCE_INVALID", place);
    case "DecryptionFailure":
    case "InvalidKeyId":
      return secretError("SECRET_UNREADABLE", place);
    default:
      return secretError("SECRET_PROVIDER_AWAY", place, error);
  }
}
