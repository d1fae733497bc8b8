import { applyDelta, type ExecutionState, type Turn, wholeDelta } from "@landbridge/asl";
import { engineLimits } from "../limits.ts";
import { encodeTurn, encodeWhole } from "../rows/journal-row.ts";

/** What has been written of an execution since its last whole state: so much is read to recover it. */
export interface SinceWhole {
  readonly rows: number;
  readonly bytes: number;
}

/** Writes turns as journal rows, and the whole state now and then, so that recovery never reads far. */
export class JournalWriter {
  #rows: number;
  #bytes: number;

  constructor({ rows, bytes }: SinceWhole) {
    this.#rows = rows;
    this.#bytes = bytes;
  }

  /** The delta; or, when the deltas since the last whole state outweigh it, the whole state. */
  encode(before: ExecutionState, turn: Turn): string {
    const { deltaBytesMax, deltaRowsMax } = engineLimits;
    if (this.#rows >= deltaRowsMax || this.#bytes >= deltaBytesMax) {
      const body = encodeWhole(turn.history, wholeAfter(before, turn));
      if (this.#rows >= deltaRowsMax || body.length < this.#bytes) {
        this.#rows = 0;
        this.#bytes = 0;
        return body;
      }
    }
    const body = encodeTurn(turn.history, turn.delta);
    this.#rows += 1;
    this.#bytes += body.length;
    return body;
  }
}

/** Of a copy: the turn is not committed yet. */
function wholeAfter(before: ExecutionState, turn: Turn): ReturnType<typeof wholeDelta> {
  const after: ExecutionState = {
    ...before,
    frames: new Map(before.frames),
    due: new Map(before.due),
    underWay: new Set(before.underWay),
  };
  applyDelta(after, turn.delta);
  return wholeDelta(after);
}
