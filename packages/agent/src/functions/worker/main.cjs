"use strict";
// One function's worker: loads the handler, then runs invocations strictly one at a time, in the order in
// which they came. Plain CommonJS, because a start through type stripping takes 40 ms and 17 MB more.
//
// W1. An answer is written before the next invocation starts.
// W2. What has not started can be given back, and what is given back never starts here.
// W3. After an invocation that took long, everything behind it is given back unasked: the parent may be
//     about to end this process for it.
const { openChannel, answer } = require("./channel.cjs");
const { runtimeErrorText, toErrorText } = require("./errors.cjs");
const { runInvocation } = require("./invocation.cjs");
const { loadHandler } = require("./load.cjs");
const { markOutput } = require("./output.cjs");

const INVOKE = 1;
const READY = 1;
const INIT_FAILED = 2;
const SUCCEEDED = 3;
const FAILED = 4;
const CRASHED = 5;
const RETURNED = 6;
const LONG_MICROS = 20_000;

const [, , entry, handlerName, settingsText] = process.argv;
const settings = JSON.parse(settingsText);
const nextTurn = setImmediate;
const exit = process.exit.bind(process);
const nowMs = performance.now.bind(performance);

/** @type {{ seq: number, requestId: string, clientContext: string, payload: string }[]} */
const waiting = [];
let handler;
let startedSeq = 0;
let receivedSeq = 0;
/** @type {{ seq: number, fail: (errorText: string) => void, loopIsEmpty: () => void } | undefined} */
let current;
let isScheduled = false;

const channel = openChannel((kind, seq, body) => {
  if (kind === INVOKE) receive(seq, body);
  else giveBack();
  schedule();
});
markOutput(() => current?.seq ?? 0);
process.argv.length = 2;
process.argv[1] = entry;

process.on("uncaughtException", (error) => crash(toErrorText(error), error, 129));
process.on("unhandledRejection", (reason) => {
  // Its trace begins with its own name, as Lambda's does.
  const [, ...frames] = stackOf(reason);
  const head = `Runtime.UnhandledPromiseRejection: ${String(reason)}`;
  const text = runtimeErrorText("UnhandledPromiseRejection", String(reason), [head, ...frames]);
  crash(text, reason, 128);
});
process.on("beforeExit", () => current?.loopIsEmpty());

void start();

async function start() {
  const loaded = await loadHandler(entry, handlerName);
  if (loaded.errorText !== undefined) {
    answer(INIT_FAILED, 0, 0, loaded.errorText);
    exit(1);
  }
  handler = loaded.handler;
  answer(READY, 0, 0, "");
  schedule();
}

function receive(seq, body) {
  receivedSeq = seq;
  waiting.push(parseInvoke(seq, body));
}

function parseInvoke(seq, body) {
  const requestIdEnd = 6 + body.readUInt16LE(0);
  const contextEnd = requestIdEnd + body.readUInt32LE(2);
  return {
    seq,
    requestId: body.toString("utf8", 6, requestIdEnd),
    clientContext: body.toString("utf8", requestIdEnd, contextEnd),
    payload: body.toString("utf8", contextEnd),
  };
}

/** A turn of the event loop between two: what the last one left behind (a rejection) falls on itself. */
function schedule() {
  if (isScheduled || current !== undefined || handler === undefined || waiting.length === 0) return;
  isScheduled = true;
  nextTurn(startNext);
}

function startNext() {
  isScheduled = false;
  const request = waiting.shift();
  if (request === undefined) return;
  const startedMs = nowMs();
  startedSeq = request.seq;
  // While a handler runs, only its own work keeps the loop alive: so an empty loop means that it can
  // never answer.
  channel.unref();
  let isSettled = false;
  const settle = (kind, text) => {
    if (isSettled) return;
    isSettled = true;
    const micros = Math.round((nowMs() - startedMs) * 1000);
    current = undefined;
    answer(kind, request.seq, micros, text);
    channel.ref();
    if (micros > LONG_MICROS && waiting.length > 0) giveBack();
    schedule();
  };
  runInvocation({
    handler,
    request,
    settings,
    startedMs,
    succeed: (text) => settle(SUCCEEDED, text),
    fail: (text) => settle(FAILED, text),
    isDone: () => isSettled,
    announce: (invocation) => {
      current = invocation;
    },
  });
}

function giveBack() {
  waiting.length = 0;
  answer(RETURNED, startedSeq + 1, receivedSeq, "");
}

/** As Lambda's runtime does it: the invocation under way gets the error, the process ends. Nothing starts any more. */
function crash(errorText, error, status) {
  try {
    console.error(error);
  } catch {
    // An error that cannot be shown is still an error.
  }
  if (handler === undefined) answer(INIT_FAILED, 0, 0, errorText);
  else if (current !== undefined) answer(CRASHED, current.seq, 0, errorText);
  exit(status);
}

function stackOf(value) {
  return typeof value?.stack === "string" ? value.stack.split("\n") : [];
}
