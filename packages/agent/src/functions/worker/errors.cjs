"use strict";
// Errors as Lambda's Node runtime shows them to a caller: {"errorType", "errorMessage", "trace"}.
const { isNativeError } = require("node:util/types");

const { stringify } = JSON;
/** An error must stay far smaller than a result; a message of megabytes helps nobody. */
const MESSAGE_CHARS_MAX = 32 * 1024;
const TRACE_LINES_MAX = 64;

exports.toErrorText = (error) => {
  try {
    if (isNativeError(error) || looksLikeError(error)) {
      return errorText(error.name, error.message, String(error.stack).split("\n"));
    }
    return errorText(typeof error, String(error), []);
  } catch {
    return errorText("handled", "an error was thrown whose name, message or stack could not be read", []);
  }
};

exports.runtimeErrorText = (kind, message, trace = []) => errorText(`Runtime.${kind}`, message, trace);

function errorText(type, message, trace) {
  return stringify({
    errorType: String(type).slice(0, MESSAGE_CHARS_MAX),
    errorMessage: String(message).slice(0, MESSAGE_CHARS_MAX),
    trace: trace.slice(0, TRACE_LINES_MAX).map((line) => line.slice(0, MESSAGE_CHARS_MAX / 32)),
  });
}

/** An error of another realm (node:vm, say) is no native one, but has the three members. */
function looksLikeError(value) {
  return (
    typeof value?.name === "string" && typeof value.message === "string" && typeof value.stack === "string"
  );
}
