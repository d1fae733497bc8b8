import { ApiError } from "@landbridge/api";

/** What Fastify itself refuses, in the API's words; undefined for what it does not refuse but failed at. */
export function translateFramework(error: unknown): ApiError | undefined {
  switch (codeOf(error)) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new ApiError(
        "BODY_TOO_LARGE",
        "The body is larger than this operation takes; see /openapi.json.",
      );
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new ApiError(
        "UNSUPPORTED_MEDIA_TYPE",
        "A body must come with `content-type: application/json`.",
      );
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new ApiError("INVALID_JSON", "The body is shorter or longer than its Content-Length says.");
    case "FST_ERR_BAD_URL":
      return new ApiError(
        "INVALID_REQUEST",
        "The path is not a valid URL: a % must be followed by two digits of UTF-8.",
      );
    case "FST_ERR_MAX_PARAM_LENGTH":
      return new ApiError("URI_TOO_LONG", "A name or an id in the path is longer than any can be.");
    default:
      return undefined;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
