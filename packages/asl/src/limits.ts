/** What one execution may use; passing it fails that execution, with AWS's words. */
export interface ExecutionLimits {
  /** UTF-8 bytes of a state's input or output, or of a task's result, as JSON text. */
  readonly payloadBytesMax: number;
  readonly historyEventsMax: number;
  /** UTF-8 bytes of what one Assign sets, each variable and all together. */
  readonly assignBytesMax: number;
  /** UTF-8 bytes of all variables that an execution holds. Counted along one thread and those around it. */
  readonly variablesBytesMax: number;
  /** States entered in one turn, one with a large payload or a costly expression counted several times; the rest follow in the next, so that a loop cannot hold up everybody else. */
  readonly statesPerTurnMax: number;
}

/** Source: AWS Step Functions Developer Guide, "Service quotas" (256 KiB; 25,000 events; variables: 256 KiB, 10 MiB). */
export const awsLimits: ExecutionLimits = {
  payloadBytesMax: 262_144,
  historyEventsMax: 25_000,
  assignBytesMax: 262_144,
  variablesBytesMax: 10_485_760,
  statesPerTurnMax: 2_000,
};

/**
 * What `limits: ground` in landbridge.yaml lifts them to. A payload stays below what one JSONata value may
 * be, what a function may answer, and what one turn can write several times over; a history stays what a
 * reader can hold in memory; all variables together stay well below what one journal row takes.
 */
export const groundLimits: ExecutionLimits = {
  payloadBytesMax: 4_194_304,
  historyEventsMax: 250_000,
  assignBytesMax: 4_194_304,
  variablesBytesMax: 33_554_432,
  statesPerTurnMax: 2_000,
};

/** Absent: AWS's own. */
export type LimitsName = "ground" | undefined;

export function limitsNamed(name: LimitsName): ExecutionLimits {
  return name === "ground" ? groundLimits : awsLimits;
}

/**
 * Characters of a definition. AWS's: Step Functions API Reference, CreateStateMachine, `definition`. The
 * ground's: what is read, checked and compiled in one go holds up everybody else meanwhile.
 */
export function definitionCharactersMax(name: LimitsName): number {
  return name === "ground" ? 4_194_304 : 1_048_576;
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
