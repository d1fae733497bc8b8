"use strict";
// Lambda's context object. Source: AWS Lambda Developer Guide, "Using the Lambda context object to
// retrieve Node.js function information".
const { parse } = JSON;
const nowMs = performance.now.bind(performance);

exports.createContext = ({ request, settings, startedMs, respond, failWith }) => {
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: "$LATEST",
    functionName: settings.functionName,
    memoryLimitInMB: settings.memoryLimitInMB,
    logGroupName: settings.logGroupName,
    logStreamName: settings.logStreamName,
    invokedFunctionArn: settings.invokedFunctionArn,
    awsRequestId: request.requestId,
    clientContext: undefined,
    identity: undefined,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(startedMs + settings.timeoutMs - nowMs())),
    // The three of the first Node runtime; they do not wait for the event loop.
    succeed: respond,
    fail: failWith,
    done: (error, value) => (error === undefined || error === null ? respond(value) : failWith(error)),
  };
  if (request.clientContext !== "") context.clientContext = parseOrNothing(request.clientContext);
  return context;
};

function parseOrNothing(text) {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
