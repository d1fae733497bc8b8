"use strict";
// Marks whose output is whose. The first thing that an invocation prints on a stream is preceded by a
// mark, U+001E and its number on a line of its own; ../output-lines.ts takes the marks out again. What is
// written past this (a child process, a raw write to the descriptor) goes to the account of whoever was
// the last to print, which is a guess, and only about a log line.

/** Somewhat over what the parent keeps, so that it is the parent that says what was left out. */
const INVOCATION_OUTPUT_BYTES_MAX = 512 * 1024;

/** @param currentSeq 0 between invocations */
exports.markOutput = (currentSeq) => {
  markStream("stdout", currentSeq);
  markStream("stderr", currentSeq);
};

/** Making process.stdout costs milliseconds, so it is made when the handler first asks for it. */
function markStream(name, currentSeq) {
  const original = Object.getOwnPropertyDescriptor(process, name);
  let stream;
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get: () => (stream ??= withMarks(original.get.call(process), currentSeq)),
  });
}

function withMarks(stream, currentSeq) {
  const write = stream.write.bind(stream);
  let markedSeq = 0;
  let bytes = 0;
  stream.write = (chunk, encoding, callback) => {
    const seq = currentSeq();
    if (seq !== markedSeq) {
      markedSeq = seq;
      bytes = 0;
      write(`\x1e${seq}\n`);
    }
    bytes += chunk?.length ?? 0;
    if (bytes - (chunk?.length ?? 0) > INVOCATION_OUTPUT_BYTES_MAX) return dropped(encoding, callback);
    return write(chunk, encoding, callback);
  };
  return stream;
}

function dropped(encoding, callback) {
  const done = typeof encoding === "function" ? encoding : callback;
  if (typeof done === "function") process.nextTick(done);
  return true;
}
