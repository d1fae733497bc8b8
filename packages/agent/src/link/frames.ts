import {
  type CallbackOutcome,
  epochMs,
  type HostLabels,
  type HostShare,
  type OutputChunk,
  type OutputStream,
  type OutputTime,
  outputTimeMsMax,
  outputTimesMax,
  type RunId,
  type RunOrder,
  type RunReport,
  type RunSignal,
} from "@landbridge/model";

// What crosses between a host's agent and the server (docs/decisions/0004 and 0006): the model's HostLink, over
// one WebSocket that the agent opens. Text messages are frames as JSON; a binary message is a piece of output.
//
// W1. Each side numbers its messages from 1, without a gap. A message out of number, or one that is not of the
//     protocol, ends the connection: nothing is ever guessed.
// W2. A report is acknowledged by `taken` after its commit; one that is not is sent again, on a later connection too.
// W3. Orders, stops, outcomes and reconciliations are not acknowledged: their effect is reported, and whoever misses it asks
//     again (jobs).
// W4. Every answer names the question by its id; an id is used once in a connection.

export const linkVersions: readonly number[] = [1];
export const linkPath = "/v1/hosts/link";
/** Request header with the host's name; its key or token is the bearer of `authorization`. */
export const linkNameHeader = "x-landbridge-host";

export type AgentFrame =
  /** The first one, and the only one before `welcome`. */
  | {
      readonly kind: "hello";
      readonly versions: readonly number[];
      readonly session: { readonly last: string | null; readonly next: string };
      readonly agentVersion: string;
      readonly bootId: string;
      readonly labels: HostLabels;
      readonly capacity: HostShare;
    }
  /** What `welcome` brought is on disk. */
  | { readonly kind: "ready" }
  /** `asked`: by the host's own time since boot, and given back as it is (H6). */
  | { readonly kind: "beat"; readonly asked: number }
  | { readonly kind: "report"; readonly id: number; readonly report: RunReport }
  | { readonly kind: "unread"; readonly id: number; readonly code: string; readonly message: string }
  | { readonly kind: "signalled"; readonly id: number; readonly reached: number }
  | { readonly kind: "grown"; readonly id: number }
  | { readonly kind: "key-stored" };

export type ServerFrame =
  | {
      readonly kind: "welcome";
      readonly version: number;
      readonly heartbeatMs: number;
      readonly silenceMs: number;
      /** To whoever came with an enrolment token: the key that is its own from now on. */
      readonly key?: string;
    }
  | { readonly kind: "heard"; readonly asked: number }
  | { readonly kind: "start"; readonly order: RunOrder }
  | { readonly kind: "stop"; readonly target: StopTarget }
  | { readonly kind: "deliver"; readonly target: DeliverTarget }
  | { readonly kind: "reconcile"; readonly attempts: readonly AttemptName[] }
  | {
      readonly kind: "signal";
      readonly id: number;
      readonly target: StopTarget & { readonly signal: RunSignal };
    }
  | { readonly kind: "taken"; readonly id: number }
  | { readonly kind: "not-taken"; readonly id: number; readonly message: string }
  | { readonly kind: "read"; readonly id: number; readonly request: ReadRequest }
  | { readonly kind: "watch"; readonly id: number; readonly attempt: AttemptName }
  | { readonly kind: "unwatch"; readonly id: number }
  /** In place of the one that it has; the old one holds until `key-stored`. */
  | { readonly kind: "new-key"; readonly key: string };

export interface AttemptName {
  readonly run: RunId;
  readonly attempt: number;
}
export type StopTarget = AttemptName & { readonly epoch: number };
export type DeliverTarget = StopTarget & { readonly outcome: CallbackOutcome };
export type ReadRequest = AttemptName & {
  readonly stream: OutputStream;
  readonly offset: number;
  readonly bytesMax: number;
  /** An agent that is older than this member says no times. */
  readonly withTimes?: boolean;
};

/** Why a connection was ended, as WebSocket close codes of the range for applications. */
export const linkCloses = {
  /** W1 */
  protocol: 4400,
  /** Its session's name is not the newest: another agent has gone on with this host's key. */
  copied: 4401,
  /** The host was removed, or its key replaced. */
  removed: 4403,
  version: 4406,
  /** Nothing was heard for too long. */
  silent: 4408,
  /** The same agent came back on a new connection. */
  replaced: 4409,
  goingAway: 1001,
} as const;

export const linkLimits = {
  /** A report with the largest result, or an order with the largest input, and what goes with it. */
  messageBytesMax: 16_777_216,
  outputBytesMax: 1_048_576,
  labelsMax: 64,
  labelCharactersMax: 256,
  attemptsMax: 1_000,
  /** Reports without an answer. */
  reportsMax: 256,
  /** Reads and signals without an answer, and outputs that are watched. */
  questionsMax: 64,
  watchesMax: 1_024,
  /** What may wait in memory for a slow network, in one direction. */
  bufferedBytesMax: 33_554_432,
} as const;

const HEADER_BYTES = 25;
const TIME_BYTES = 16;
/** The header's last byte: bits. What they tell of follows in this order: an offset, a number of times and those. */
const flags = { isLast: 1, mayLack: 2, hasTimes: 4 } as const;

/** What goes before the bytes of a piece of output, in the same message: they need not be copied for it. */
export function encodeOutputHeader(seq: number, id: number, chunk: Omit<OutputChunk, "bytes">): Uint8Array {
  const { mayLackAfter, times } = chunk;
  const lackBytes = mayLackAfter === undefined ? 0 : 8;
  const timesBytes = times === undefined ? 0 : 2 + times.length * TIME_BYTES;
  const header = new Uint8Array(HEADER_BYTES + lackBytes + timesBytes);
  const view = new DataView(header.buffer);
  view.setUint32(0, seq);
  view.setUint32(4, id);
  view.setFloat64(8, chunk.offset);
  view.setFloat64(16, chunk.droppedBefore);
  view.setUint8(
    24,
    (chunk.isLast ? flags.isLast : 0) |
      (mayLackAfter === undefined ? 0 : flags.mayLack) |
      (times === undefined ? 0 : flags.hasTimes),
  );
  if (mayLackAfter !== undefined) view.setFloat64(HEADER_BYTES, mayLackAfter);
  const at = HEADER_BYTES + lackBytes;
  if (times !== undefined) view.setUint16(at, times.length);
  for (const [index, time] of (times ?? []).entries()) {
    view.setFloat64(at + 2 + index * TIME_BYTES, time.before);
    view.setFloat64(at + 10 + index * TIME_BYTES, time.at);
  }
  return header;
}

export interface OutputMessage {
  readonly seq: number;
  readonly id: number;
  readonly chunk: OutputChunk;
}

/** Undefined: it is not one. */
export function decodeOutput(message: Uint8Array): OutputMessage | undefined {
  if (message.length < HEADER_BYTES) return undefined;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const offset = view.getFloat64(8);
  const droppedBefore = view.getFloat64(16);
  const flag = view.getUint8(24);
  const isKnown = flag <= (flags.isLast | flags.mayLack | flags.hasTimes);
  if (!isOffset(offset) || !isOffset(droppedBefore) || !isKnown) return undefined;
  const lack = (flag & flags.mayLack) === 0 ? { bytes: 0 } : decodeLack(view);
  if (lack === undefined) return undefined;
  const timed = (flag & flags.hasTimes) === 0 ? { bytes: 0 } : decodeTimes(view, HEADER_BYTES + lack.bytes);
  if (timed === undefined) return undefined;
  const bytes = message.subarray(HEADER_BYTES + lack.bytes + timed.bytes);
  if (bytes.length > linkLimits.outputBytesMax) return undefined;
  const isLast = (flag & flags.isLast) !== 0;
  return {
    seq: view.getUint32(0),
    id: view.getUint32(4),
    chunk: { offset, droppedBefore, isLast, bytes, ...lack.found, ...timed.found },
  };
}

/** What follows the header, and how much of it that was; undefined: it is cut off or not of the protocol. */
type Decoded<Found> = { readonly bytes: number; readonly found?: Found } | undefined;

function decodeLack(view: DataView): Decoded<{ readonly mayLackAfter: number }> {
  if (view.byteLength < HEADER_BYTES + 8) return undefined;
  const mayLackAfter = view.getFloat64(HEADER_BYTES);
  return isOffset(mayLackAfter) ? { bytes: 8, found: { mayLackAfter } } : undefined;
}

function decodeTimes(view: DataView, at: number): Decoded<{ readonly times: readonly OutputTime[] }> {
  if (view.byteLength < at + 2) return undefined;
  const count = view.getUint16(at);
  const bytes = 2 + count * TIME_BYTES;
  if (count > outputTimesMax || view.byteLength < at + bytes) return undefined;
  const times: OutputTime[] = [];
  for (let index = 0; index < count; index += 1) {
    const before = view.getFloat64(at + 2 + index * TIME_BYTES);
    const written = view.getFloat64(at + 10 + index * TIME_BYTES);
    if (!isOffset(before) || !isOffset(written) || written > outputTimeMsMax) return undefined;
    if (before <= (times.at(-1)?.before ?? 0)) return undefined;
    times.push({ before, at: epochMs(written) });
  }
  return { bytes, found: { times } };
}

function isOffset(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
