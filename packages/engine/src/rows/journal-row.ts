import { applyDelta, type Delta, type ExecutionState } from "@landbridge/asl";
import {
  assert,
  type EpochMs,
  epochMs,
  type HistoryEvent,
  type HistoryEventDetails,
  type HistoryEventType,
} from "@landbridge/model";
import type { JournalRow, Store } from "@landbridge/store";
import { engineError } from "../errors.ts";

// The body of a journal row (docs/decisions/0003).
//
// J1. Events' ids have no gaps, within a row and from row to row; all events of a row have one timestamp.
// J2. A row with `s` holds the whole state after its turn; one with `d` what the turn changed.
// J3. A row of a version that this program does not know is never guessed at.

const version = 1;

interface Body {
  readonly v: number;
  /** The turn's time. */
  readonly t: EpochMs;
  /** The id of the first event; the others follow it. */
  readonly i: number;
  readonly h: readonly StoredEvent[];
  readonly d?: Delta;
  readonly s?: Delta;
}

/** Without what the row says once for all: a journal row is the hottest thing that is written. */
type StoredEvent = readonly [previousEventId: number, type: HistoryEventType, details?: HistoryEventDetails];

/** The row of a turn that recorded `history` and changed `delta`. */
export function encodeTurn(history: readonly HistoryEvent[], delta: Delta): string {
  return JSON.stringify({ v: version, ...stored(history), d: delta } satisfies Body);
}

/** The row of a turn that recorded `history`, with the whole state after it. */
export function encodeWhole(history: readonly HistoryEvent[], whole: Delta): string {
  return JSON.stringify({ v: version, ...stored(history), s: whole } satisfies Body);
}

function stored(history: readonly HistoryEvent[]): Pick<Body, "t" | "i" | "h"> {
  const h = history.map(
    ({ previousEventId, type, details }): StoredEvent =>
      details === undefined ? [previousEventId, type] : [previousEventId, type, details],
  );
  return { t: history[0]?.timestamp ?? epochMs(0), i: history[0]?.id ?? 0, h };
}

function decode(row: JournalRow): Body {
  const body = JSON.parse(row.body) as Body;
  if (body.v !== version) {
    throw engineError(
      "JournalUnreadable",
      `row ${row.seq} has format ${body.v}, this program knows ${version}. Use the version that wrote it, or a newer one.`,
    );
  }
  return body;
}

function eventsOf({ t, i, h }: Body): HistoryEvent[] {
  return h.map(([previousEventId, type, details], index) => ({
    id: i + index,
    previousEventId,
    timestamp: t,
    type,
    ...(details !== undefined && { details }),
  }));
}

const pageRows = 500;

/** Brings `state`, which is at its beginning, to where the chain that ends at `head` left it. */
export async function replayJournal(
  store: Store,
  head: number,
  state: ExecutionState,
): Promise<{ readonly rows: number; readonly bytes: number }> {
  const deltas: Delta[] = [];
  let bytes = 0;
  for await (const row of chain(store, head)) {
    const body = decode(row);
    const delta = body.s ?? body.d;
    assert(delta !== undefined, `journal row ${row.seq} holds a delta or a state`);
    deltas.push(delta);
    bytes += row.body.length;
    if (body.s !== undefined) break;
  }
  for (const delta of deltas.reverse()) applyDelta(state, delta);
  return { rows: deltas.length, bytes };
}

/** The whole history of the chain that ends at `head`, oldest event first. */
export async function readHistory(store: Store, head: number): Promise<HistoryEvent[]> {
  const rows: HistoryEvent[][] = [];
  for await (const row of chain(store, head)) rows.push(eventsOf(decode(row)));
  const events = rows.reverse().flat();
  events.forEach((event, index) => {
    assert(event.id === index + 1, `history has no gaps: event ${index + 1} is there (J1)`);
  });
  return events;
}

/** The events of the chain that ends at `head`, of the rows after `after` (0: from the beginning), oldest first. */
export async function readHistoryAfter(store: Store, head: number, after: number): Promise<HistoryEvent[]> {
  const rows: HistoryEvent[][] = [];
  for await (const row of chain(store, head)) {
    if (row.seq <= after) break;
    rows.push(eventsOf(decode(row)));
  }
  return rows.reverse().flat();
}

/** The events of the newest row alone: of a closed execution it ends with the one that closed it. */
export async function readLastEvents(store: Store, head: number): Promise<readonly HistoryEvent[]> {
  const [row] = await store.journal(head, 1);
  return row === undefined ? [] : eventsOf(decode(row));
}

async function* chain(store: Store, head: number): AsyncGenerator<JournalRow> {
  let from = head;
  while (from > 0) {
    const rows = await store.journal(from, pageRows);
    assert(rows.length > 0, `journal row ${from} exists`);
    yield* rows;
    from = rows.at(-1)?.previous ?? 0;
  }
}
