import { toAmzDate } from "../sigv4/amz-date.ts";
import type { SignatureProblem } from "../sigv4/refused.ts";
import { AwsError } from "./aws-error.ts";
import type { AwsProtocol } from "./protocol.ts";

// What AWS answers when a signature is refused: each family of protocols has its own codes and statuses.
// Sources: the "Common error types" of the services' references; Amazon S3, "List of error codes".

export function signatureError(problem: SignatureProblem, protocol: AwsProtocol): AwsError {
  switch (protocol.kind) {
    case "s3":
      return s3Error(problem);
    case "query":
      return queryError(problem);
    // JSON's remote calls answer with 400, REST's with 403.
    case "json":
    case "cbor":
      return exception(problem, 400);
    case "rest-json":
      return exception(problem, 403);
  }
}

const mismatch = "The request signature we calculated does not match the signature you provided.";
const checkSecret = `${mismatch} Check your AWS Secret Access Key and signing method. Consult the service documentation for details.`;
const tokenInvalid = "The security token included in the request is invalid.";
const tokenExpired = "The security token included in the request is expired";

function exception(problem: SignatureProblem, status: number): AwsError {
  switch (problem.kind) {
    case "missing":
      return new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token", { status });
    case "incomplete":
      return new AwsError("IncompleteSignatureException", problem.message, { status });
    case "unknown-key":
    case "invalid-token":
      return new AwsError("UnrecognizedClientException", tokenInvalid, { status });
    case "expired-token":
      return new AwsError("ExpiredTokenException", tokenExpired, { status });
    case "skewed":
    case "presign-expired":
    case "wrong-scope":
    case "unsigned-headers":
    case "mismatch":
    case "body-mismatch":
    case "payload-kind":
      return new AwsError("InvalidSignatureException", sentence(problem), { status });
  }
}

function queryError(problem: SignatureProblem): AwsError {
  const status = 403;
  switch (problem.kind) {
    case "missing":
      return new AwsError("MissingAuthenticationToken", "Request is missing Authentication Token", {
        status,
      });
    case "incomplete":
      return new AwsError("IncompleteSignature", problem.message, { status });
    case "unknown-key":
    case "invalid-token":
      return new AwsError("InvalidClientTokenId", tokenInvalid, { status });
    case "expired-token":
      return new AwsError("ExpiredToken", tokenExpired, { status });
    case "skewed":
    case "presign-expired":
    case "wrong-scope":
    case "unsigned-headers":
    case "mismatch":
    case "body-mismatch":
    case "payload-kind":
      return new AwsError("SignatureDoesNotMatch", sentence(problem), { status });
  }
}

type Wrong = Exclude<
  SignatureProblem,
  { readonly kind: "missing" | "incomplete" | "unknown-key" | "invalid-token" | "expired-token" }
>;

function sentence(problem: Wrong): string {
  switch (problem.kind) {
    case "skewed":
      return skewSentence(problem);
    case "presign-expired": {
      const endMs = problem.signedAtMs + problem.expiresSeconds * 1000;
      return `Signature expired: ${toAmzDate(endMs)} is now earlier than ${toAmzDate(problem.nowMs)}`;
    }
    case "unsigned-headers":
      return problem.names
        .map(
          (name) =>
            `'${name === "host" ? "Host' or ':authority" : name}' must be a 'SignedHeader' in the AWS Authorization.`,
        )
        .join(" ");
    case "mismatch":
    case "body-mismatch":
      return checkSecret;
    case "wrong-scope":
    case "payload-kind":
      return problem.message;
  }
}

function skewSentence({
  signedAtMs,
  nowMs,
  skewMs,
  isEarly,
}: Extract<Wrong, { readonly kind: "skewed" }>): string {
  const minutes = `${skewMs / 60_000} min.`;
  const now = toAmzDate(nowMs);
  return isEarly
    ? `Signature not yet current: ${toAmzDate(signedAtMs)} is still later than ${toAmzDate(nowMs + skewMs)} (${now} + ${minutes})`
    : `Signature expired: ${toAmzDate(signedAtMs)} is now earlier than ${toAmzDate(nowMs - skewMs)} (${now} - ${minutes})`;
}

function s3Error(problem: SignatureProblem): AwsError {
  switch (problem.kind) {
    case "missing":
      return new AwsError("AccessDenied", "Access Denied", { status: 403 });
    case "incomplete":
      return problem.isPresigned
        ? new AwsError("AuthorizationQueryParametersError", problem.message)
        : new AwsError(
            "AuthorizationHeaderMalformed",
            `The authorization header is malformed; ${problem.message}`,
          );
    case "unknown-key":
      return new AwsError(
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.",
        { status: 403, members: { AWSAccessKeyId: problem.accessKeyId } },
      );
    case "invalid-token":
      return new AwsError("InvalidToken", "The provided token is malformed or otherwise invalid.");
    case "expired-token":
      return new AwsError("ExpiredToken", "The provided token has expired.");
    case "skewed":
      return new AwsError(
        "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.",
        {
          status: 403,
          members: {
            RequestTime: toAmzDate(problem.signedAtMs),
            ServerTime: new Date(problem.nowMs).toISOString(),
            MaxAllowedSkewMilliseconds: problem.skewMs,
          },
        },
      );
    case "presign-expired":
      return new AwsError("AccessDenied", "Request has expired", {
        status: 403,
        members: {
          "X-Amz-Expires": problem.expiresSeconds,
          Expires: new Date(problem.signedAtMs + problem.expiresSeconds * 1000).toISOString(),
          ServerTime: new Date(problem.nowMs).toISOString(),
        },
      });
    case "wrong-scope":
      return new AwsError(
        "AuthorizationHeaderMalformed",
        `The authorization header is malformed; ${problem.message}`,
        {
          ...(problem.region !== undefined && { members: { Region: problem.region } }),
        },
      );
    case "unsigned-headers":
      return new AwsError("AccessDenied", "There were headers present in the request which were not signed", {
        status: 403,
        members: { HeadersNotSigned: problem.names.join(", ") },
      });
    case "mismatch":
      return new AwsError("SignatureDoesNotMatch", `${mismatch} Check your key and signing method.`, {
        status: 403,
        members: { AWSAccessKeyId: problem.accessKeyId },
      });
    case "body-mismatch":
      return new AwsError(
        "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
        {
          members: { ClientComputedContentSHA256: problem.signed, S3ComputedContentSHA256: problem.computed },
        },
      );
    case "payload-kind":
      return new AwsError("InvalidRequest", problem.message);
  }
}
