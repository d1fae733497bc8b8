"use strict";
// The worker's end of the protocol (../frames.ts has the other end and the layout). Requests come in on
// file descriptor 3, answers go out on 4: a pair of its own, so that nothing a handler prints can be
// taken for an answer.
const fs = require("node:fs");
const net = require("node:net");

const REQUEST_FD = 3;
const ANSWER_FD = 4;
const ANSWER_HEADER_BYTES = 13;
const SMALL_BYTES = 64 * 1024;

/** @param {(kind: number, seq: number, body: Buffer) => void} onFrame the body is valid during the call only */
exports.openChannel = (onFrame) => {
  const read = createReader(onFrame);
  const socket = new net.Socket({
    fd: REQUEST_FD,
    readable: true,
    writable: false,
    onread: {
      buffer: Buffer.allocUnsafe(SMALL_BYTES),
      callback: (size, buffer) => {
        read(buffer.subarray(0, size));
        return true;
      },
    },
  });
  // The parent is gone: nobody can take an answer any more. The group goes too, so that a process which
  // the handler started does not stay behind.
  socket.on("end", endGroup);
  socket.on("error", endGroup);
  socket.resume();
  return socket;
};

const { writeSync } = fs;
const small = Buffer.allocUnsafe(SMALL_BYTES);

/**
 * Returns once the parent's kernel buffer has it: the answer is out before the next invocation starts,
 * which is what lets the parent conclude that nothing behind an unanswered one has started.
 */
exports.answer = (kind, seq, micros, text) => {
  const isSmall = text.length * 3 + ANSWER_HEADER_BYTES <= SMALL_BYTES;
  const buffer = isSmall ? small : Buffer.allocUnsafe(Buffer.byteLength(text) + ANSWER_HEADER_BYTES);
  const end = ANSWER_HEADER_BYTES + buffer.write(text, ANSWER_HEADER_BYTES);
  buffer.writeUInt32LE(end - 4, 0);
  buffer[4] = kind;
  buffer.writeUInt32LE(seq, 5);
  buffer.writeUInt32LE(Math.min(micros, 0xffff_ffff), 9);
  let start = 0;
  while (start < end) start += writeSome(buffer, start, end);
};

/** The descriptor blocks unless a handler made it not to; then wait a moment rather than spin. */
function writeSome(buffer, start, end) {
  try {
    return writeSync(ANSWER_FD, buffer, start, end - start);
  } catch (error) {
    if (error.code !== "EAGAIN") return endGroup();
    Atomics.wait(pause, 0, 0, 1);
    return 0;
  }
}
const pause = new Int32Array(new SharedArrayBuffer(4));

function endGroup() {
  process.kill(-process.pid, "SIGKILL");
  return 0;
}

/** Cuts the bytes into frames; a frame that lies whole in one read is not copied. */
function createReader(onFrame) {
  let parts = [];
  let have = 0;
  const takeFrames = (bytes) => {
    let at = 0;
    while (bytes.length - at >= 4) {
      const length = bytes.readUInt32LE(at);
      if (bytes.length - at - 4 < length) break;
      onFrame(bytes[at + 4], bytes.readUInt32LE(at + 5), bytes.subarray(at + 9, at + 4 + length));
      at += 4 + length;
    }
    return at;
  };
  return (bytes) => {
    if (have === 0) {
      const taken = takeFrames(bytes);
      if (taken < bytes.length) keep(bytes.subarray(taken));
      return;
    }
    keep(bytes);
    if (have < 4 || have < need()) return;
    const whole = Buffer.concat(parts, have);
    parts = [];
    have = 0;
    const taken = takeFrames(whole);
    if (taken < whole.length) keep(whole.subarray(taken));
  };
  function keep(bytes) {
    parts.push(Buffer.from(bytes));
    have += bytes.length;
  }
  function need() {
    if (parts[0].length < 4) parts = [Buffer.concat(parts, have)];
    return parts[0].readUInt32LE(0) + 4;
  }
}
