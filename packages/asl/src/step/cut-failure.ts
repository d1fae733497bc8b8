import type { Failure } from "@landbridge/model";

// Characters. Source: AWS Step Functions API Reference, SendTaskFailure, `error` and `cause`.
const errorCharactersMax = 256;
const causeCharactersMax = 32_768;

/** A failure as an event can hold it: what is longer is cut, as AWS cuts it. */
export function cutFailure(failure: Failure): Failure {
  const { error = "", cause = "" } = failure;
  if (error.length <= errorCharactersMax && cause.length <= causeCharactersMax) return failure;
  return {
    ...(failure.error !== undefined && { error: error.slice(0, errorCharactersMax) }),
    ...(failure.cause !== undefined && { cause: cause.slice(0, causeCharactersMax) }),
  };
}
