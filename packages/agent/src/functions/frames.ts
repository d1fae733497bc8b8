import { answerBytesMax } from "./limits.ts";

// The parent's end of the protocol; worker/channel.cjs has the other. Frames are prefixed by their length,
// and payloads pass as bytes that nobody here parses. All numbers little-endian:
//
//   request  u32 length, u8 kind, u32 seq, [invoke: u16 requestIdBytes, u32 contextBytes, requestId,
//            client context, payload]
//   answer   u32 length, u8 kind, u32 seq, u32 value, text

const requestKinds = { invoke: 1, recall: 2 } as const;
const answerKinds = ["", "ready", "init-failed", "succeeded", "failed", "crashed", "returned"] as const;
type AnswerKind = Exclude<(typeof answerKinds)[number], "">;

const invokeHeaderBytes = 15;
const answerHeaderBytes = 9;
/** Sent in one write, encoded into one buffer; larger payloads get a buffer of their own. */
const scratchBytes = 256 * 1024;

export interface InvokeFrame {
  readonly seq: number;
  readonly requestId: string;
  readonly clientContext: string;
  readonly payload: string;
}

/** Collects requests until they are taken, so that a burst is one write. */
export interface FrameWriter {
  invoke(frame: InvokeFrame): void;
  recall(): void;
  take(): Buffer;
}

export function createFrameWriter(): FrameWriter {
  let buffer = Buffer.allocUnsafe(1024);
  let end = 0;
  const reserve = (bytes: number): void => {
    if (buffer.length - end >= bytes) return;
    const grown = Buffer.allocUnsafe(Math.max(buffer.length * 2, end + bytes));
    buffer.copy(grown, 0, 0, end);
    buffer = grown;
  };
  return {
    invoke({ seq, requestId, clientContext, payload }) {
      reserve(invokeHeaderBytes + bytesAtMost(requestId) + bytesAtMost(clientContext) + bytesAtMost(payload));
      const idBytes = buffer.write(requestId, end + invokeHeaderBytes);
      const contextBytes = buffer.write(clientContext, end + invokeHeaderBytes + idBytes);
      const textStart = end + invokeHeaderBytes + idBytes + contextBytes;
      const next = textStart + buffer.write(payload, textStart);
      buffer.writeUInt32LE(next - end - 4, end);
      buffer[end + 4] = requestKinds.invoke;
      buffer.writeUInt32LE(seq, end + 5);
      buffer.writeUInt16LE(idBytes, end + 9);
      buffer.writeUInt32LE(contextBytes, end + 11);
      end = next;
    },
    recall() {
      reserve(answerHeaderBytes);
      buffer.writeUInt32LE(5, end);
      buffer[end + 4] = requestKinds.recall;
      buffer.writeUInt32LE(0, end + 5);
      end += answerHeaderBytes;
    },
    /** The socket may hold on to what it is given, so it gets a copy or the buffer itself. */
    take() {
      const bytes = end > scratchBytes ? buffer.subarray(0, end) : Buffer.from(buffer.subarray(0, end));
      if (end > scratchBytes) buffer = Buffer.allocUnsafe(1024);
      end = 0;
      return bytes;
    },
  };
}

/** Three bytes for a UTF-16 unit at most; long texts are worth counting. */
function bytesAtMost(text: string): number {
  return text.length > 4096 ? Buffer.byteLength(text) : text.length * 3;
}

export interface AnswerFrame {
  readonly kind: AnswerKind;
  readonly seq: number;
  /** Running time in µs; of "returned", the last seq that is given back. */
  readonly value: number;
  readonly text: string;
}

/**
 * Cuts what a worker sends into answers.
 * @returns false once the bytes are none of ours; nothing after that is read
 */
export function createFrameReader(onAnswer: (answer: AnswerFrame) => void): (bytes: Buffer) => boolean {
  let parts: Buffer[] = [];
  let have = 0;
  let need = 4;
  const take = (bytes: Buffer): number => {
    let at = 0;
    need = 4;
    while (bytes.length - at >= 4) {
      const length = bytes.readUInt32LE(at);
      if (length < answerHeaderBytes || length > answerBytesMax) return -1;
      need = length + 4;
      if (bytes.length - at < need) break;
      const kind = answerKinds[bytes[at + 4] ?? 0];
      if (kind === undefined || kind === "") return -1;
      const textStart = at + 4 + answerHeaderBytes;
      const text = bytes.toString("utf8", textStart, at + need);
      onAnswer({ kind, seq: bytes.readUInt32LE(at + 5), value: bytes.readUInt32LE(at + 9), text });
      at += need;
      need = 4;
    }
    return at;
  };
  return (bytes) => {
    have += bytes.length;
    parts.push(bytes);
    if (have < need) return true;
    const whole = parts.length === 1 ? bytes : Buffer.concat(parts, have);
    const taken = take(whole);
    if (taken < 0) return false;
    have = whole.length - taken;
    parts = have === 0 ? [] : [whole.subarray(taken)];
    return true;
  };
}
