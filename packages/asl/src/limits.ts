/** What one execution may use; passing it fails that execution, with AWS's words. */
export interface ExecutionLimits {
  /** UTF-8 bytes of a state's input or output, or of a task's result, as JSON text. */
  readonly payloadBytesMax: number;
  readonly historyEventsMax: number;
  /** States entered in one turn; the rest follow in the next, so that a loop cannot hold up everybody else. */
  readonly statesPerTurnMax: number;
}

/** Source: AWS Step Functions Developer Guide, "Service quotas" (256 KiB; 25,000 events). */
export const awsLimits: ExecutionLimits = {
  payloadBytesMax: 262_144,
  historyEventsMax: 25_000,
  statesPerTurnMax: 2_000,
};

/**
 * What `limits: ground` in landbridge.yaml lifts them to. A payload stays below what one JSONata value may
 * be, what a function may answer, and what one turn can write several times over; a history stays what a
 * reader can hold in memory.
 */
export const groundLimits: ExecutionLimits = {
  payloadBytesMax: 4_194_304,
  historyEventsMax: 250_000,
  statesPerTurnMax: 2_000,
};

/** @param name of the set; absent: AWS's own */
export function limitsNamed(name: "ground" | undefined): ExecutionLimits {
  return name === "ground" ? groundLimits : awsLimits;
}

/** UTF-8 bytes of `text`. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // A surrogate pair is two units and four bytes, so each half counts two.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}

/** Whether `text` is longer than `bytesMax`; almost always decided without counting. */
export function exceedsBytes(text: string, bytesMax: number): boolean {
  if (text.length > bytesMax) return true;
  if (text.length * 3 <= bytesMax) return false;
  return utf8Bytes(text) > bytesMax;
}
