import { type ApiError, apiLimits, errorSpec, type Problem } from "@landbridge/api";

export const problemType = "application/problem+json; charset=utf-8";

/** @param requestId what the server's log calls the request */
export function toProblem(error: ApiError, requestId: string): Problem {
  const { status, title } = errorSpec(error.errorCode);
  const { issues, blockingRun, run } = error.options;
  return {
    type: `/errors/${error.errorCode}`,
    title,
    status,
    detail: error.message,
    instance: `urn:uuid:${requestId}`,
    code: error.errorCode,
    ...(issues === undefined ? {} : { issues: issues.slice(0, apiLimits.issuesMax) }),
    ...(blockingRun === undefined ? {} : { blockingRun }),
    ...(run === undefined ? {} : { run }),
  };
}

export function problemHeaders(error: ApiError): Readonly<Record<string, string>> {
  const { status, isRetryable } = errorSpec(error.errorCode);
  const headers: Record<string, string> = { "cache-control": "no-store" };
  if (status === 401) headers["www-authenticate"] = 'Bearer realm="landbridge"';
  if (isRetryable && status !== 408) headers["retry-after"] = String(error.options.retryAfterSeconds ?? 1);
  return headers;
}
