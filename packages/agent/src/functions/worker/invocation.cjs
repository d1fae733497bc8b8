"use strict";
// One call of the handler, in any of the styles that Lambda's Node runtime knows: a promise, a value, or
// a callback.
const { runtimeErrorText, toErrorText } = require("./errors.cjs");
const { createContext } = require("./context.cjs");

const { parse, stringify } = JSON;
const byteLength = Buffer.byteLength.bind(Buffer);
/** As Lambda names it in its error: 6 MB, and 100 bytes. */
const RESPONSE_BYTES_MAX = 6_291_556;

/**
 * Calls `succeed` or `fail` with JSON text, maybe before it returns; the first call counts.
 * @param announce is told what the process may do to the invocation while it is under way
 */
exports.runInvocation = ({ handler, request, settings, startedMs, succeed, fail, isDone, announce }) => {
  /** Set by a callback that waits for an empty event loop: what to answer then. */
  let held;
  const isAsync = handler.constructor?.name === "AsyncFunction";
  const respond = (value) => {
    const { text, errorText } = toResponse(value);
    if (errorText === undefined) succeed(text);
    else fail(errorText);
  };
  const failWith = (error) => fail(toErrorText(error));
  const callback = (error, value) => {
    if (error !== undefined && error !== null) failWith(error);
    else if (context.callbackWaitsForEmptyEventLoop) held ??= { value };
    else respond(value);
  };
  const context = createContext({ request, settings, startedMs, respond, failWith });
  announce({
    seq: request.seq,
    fail,
    loopIsEmpty: () => {
      if (held !== undefined) respond(held.value);
      else if (isAsync) fail(runtimeErrorText("NodeJsExit", neverSettles));
      else respond(null);
    },
  });

  let event;
  try {
    event = parse(request.payload);
  } catch (error) {
    fail(invalidRequestText(error));
    return;
  }
  try {
    const result = handler(event, context, callback);
    if (typeof result?.then === "function") result.then(respond, failWith);
    // Lambda ignores a value that a handler without async returns. Here it counts, as that is what its
    // author meant; none at all still means that a callback, or an empty event loop, is waited for.
    else if (result !== undefined && held === undefined && !isDone()) respond(result);
  } catch (error) {
    failWith(error);
  }
};

const neverSettles =
  "the handler's promise can never settle: it is pending, and nothing is left in the event loop that could settle it";

function toResponse(value) {
  let text;
  try {
    text = stringify(value) ?? "null";
  } catch {
    return { errorText: toErrorText(new Error("Unable to stringify response body")) };
  }
  // The length in UTF-16 units bounds the bytes from both sides; count them only in between.
  if (text.length * 3 <= RESPONSE_BYTES_MAX || byteLength(text) <= RESPONSE_BYTES_MAX) return { text };
  const message = `Response payload size exceeded maximum allowed payload size (${RESPONSE_BYTES_MAX} bytes).`;
  return {
    errorText: stringify({ errorType: "Function.ResponseSizeTooLarge", errorMessage: message, trace: [] }),
  };
}

function invalidRequestText(error) {
  return stringify({
    errorType: "InvalidRequestContentException",
    errorMessage: `Could not parse request body into json: ${error.message}`,
    trace: [],
  });
}
