import {
  type Cancel,
  type Clock,
  epochMs,
  isJsonObject,
  type Json,
  LandbridgeError,
  parseJson,
} from "@landbridge/model";
import { isStoreError, type Row, type SharedStore, type Store } from "@landbridge/store";
import { type NodePace, nodeLimits } from "./limits.ts";
import type { NodeLog } from "./node-log.ts";

// Questions between nodes, by way of the store: a row with the question, a hint, the answer in the same row, a hint.
//
// I1. A question is answered at least once by whoever its recipient is at the time; a dead one's questions wait for the
//     next. So what is asked must be such that asking twice does no harm.
// I2. Hints make it fast; both sides look by themselves now and then.
// I3. Who asks waits for `answerMs`, and then knows nothing: the question may still be answered.

export interface InboxOptions {
  readonly store: Store;
  readonly shared: SharedStore;
  readonly clock: Clock;
  /** For waiting: it is never set. */
  readonly monotonicMs: () => number;
  readonly freshId: () => string;
  readonly pace: NodePace;
  readonly log: NodeLog;
  /** Whether questions to this recipient are for this node now. */
  readonly isMine: (recipient: string) => boolean;
  /** Nobody will answer what this recipient was asked; why, in words. Absent: the next one may. */
  readonly gone: (recipient: string) => string | undefined;
  /** Throws `NotMine` where the question is another's after all; what else it throws is the answer. */
  readonly answer: (recipient: string, question: Json) => Promise<Json>;
}

export interface Inbox {
  /** Throws what the other side has thrown, and NO_ANSWER. */
  ask(recipient: string, question: Json): Promise<Json>;
  begin(): void;
  close(): void;
  /** For metrics: questions under way, ours and others'. */
  stats(): { readonly asked: number; readonly answering: number };
}

/** The question stays for whoever its recipient is now. */
export class NotMine extends Error {
  override readonly name = "NotMine";
}

interface Asked {
  look: () => void;
}

export function createInbox(options: InboxOptions): Inbox {
  const { store, shared, clock, monotonicMs, pace, log } = options;
  const asked = new Map<string, Asked>();
  const answering = new Set<string>();
  let cancelPoll: Cancel | undefined;
  let unsubscribe: (() => void) | undefined;
  let looking: Promise<void> | undefined;
  let isAgain = false;
  let isClosed = false;

  async function ask(recipient: string, question: Json): Promise<Json> {
    if (asked.size >= nodeLimits.questionsMax)
      throw nodeError(
        "ThrottlingException",
        `${asked.size} questions to other nodes are under way already`,
        true,
      );
    const key = options.freshId();
    const now = clock.now();
    const columns = { recipient, openSince: now, createdAt: now };
    const write = {
      kind: "insert",
      table: "inbox",
      key,
      columns,
      body: JSON.stringify({ v: 1, question }),
    } as const;
    const answered = waitFor(key, recipient);
    try {
      await store.commit([{ partition: null, epoch: 0, guards: [], writes: [write] }]);
      shared.hint([`inbox/${recipient}`]);
      return readAnswer(await answered.row);
    } finally {
      answered.end();
    }
  }

  /** Looks when a hint comes, and by itself. */
  function waitFor(
    key: string,
    recipient: string,
  ): { readonly row: Promise<Row<"inbox">>; readonly end: () => void } {
    const { promise, resolve, reject } = Promise.withResolvers<Row<"inbox">>();
    promise.catch(() => {});
    const until = monotonicMs() + pace.answerMs;
    let pauseMs: number = pace.answerPollMs.first;
    let cancel: Cancel | undefined;
    let isLooking = false;
    const look = async (): Promise<void> => {
      cancel?.();
      if (isLooking) return;
      isLooking = true;
      const row = await store.get("inbox", key).catch(() => undefined);
      isLooking = false;
      if (row !== undefined && row.columns.openSince === null) {
        forget(row);
        return resolve(row);
      }
      const gone = options.gone(recipient);
      if (gone !== undefined) return reject(nodeError("HOST_AWAY", gone, true));
      if (monotonicMs() >= until)
        return reject(
          nodeError("NO_ANSWER", "the node that holds this work did not answer in time; try again", true),
        );
      cancel = clock.setTimer(epochMs(clock.now() + pauseMs), () => void look());
      pauseMs = Math.min(pauseMs * 2, pace.answerPollMs.most);
    };
    asked.set(key, { look: () => void look() });
    cancel = clock.setTimer(epochMs(clock.now() + pauseMs), () => void look());
    return {
      row: promise,
      end: () => {
        asked.delete(key);
        cancel?.();
      },
    };
  }

  /** Nobody waits for it; what is left behind is swept. */
  function forget({ key, version }: Row<"inbox">): void {
    const guards = [{ kind: "version", table: "inbox", key, version } as const];
    const writes = [{ kind: "delete", table: "inbox", key } as const];
    store.commit([{ partition: null, epoch: 0, guards, writes }]).catch(() => {});
  }

  function look(): void {
    if (isClosed) return;
    if (looking !== undefined) {
      isAgain = true;
      return;
    }
    looking = lookOnce()
      .catch((error: unknown) => log.warn({ err: error }, "the inbox could not be read; trying again"))
      .finally(() => {
        looking = undefined;
        if (!isAgain) return;
        isAgain = false;
        look();
      });
  }

  async function lookOnce(): Promise<void> {
    let after: string | undefined;
    do {
      const page = await store.list("inbox", {
        orderBy: "openSince",
        direction: "ascending",
        limit: nodeLimits.inboxRowsMax,
        ...(after !== undefined && { after }),
      });
      for (const row of page.rows) takeUp(row);
      after = page.next;
    } while (after !== undefined && answering.size < nodeLimits.answeringMax);
  }

  function takeUp(row: Row<"inbox">): void {
    const { key, columns } = row;
    const isOld = clock.now() - Number(columns.createdAt) > nodeLimits.questionKeptMs;
    if (isOld) return forget(row);
    if (answering.has(key) || answering.size >= nodeLimits.answeringMax) return;
    if (!options.isMine(String(columns.recipient))) return;
    answering.add(key);
    answerRow(row)
      .catch((error: unknown) => {
        if (!(error instanceof NotMine) && !isStoreError(error, "STORE_CLOSED"))
          log.warn({ err: error }, "a question of another node could not be answered; it stays");
      })
      .finally(() => answering.delete(key));
  }

  async function answerRow({ key, version, columns, body }: Row<"inbox">): Promise<void> {
    const answer = await answerText(String(columns.recipient), readQuestion(body));
    const guards = [{ kind: "version", table: "inbox", key, version } as const];
    const writes = [
      { kind: "update", table: "inbox", key, columns: { openSince: null }, body: answer } as const,
    ];
    await store.commit([{ partition: null, epoch: 0, guards, writes }]);
    shared.hint([`answer/${key}`]);
  }

  async function answerText(recipient: string, question: Json): Promise<string> {
    try {
      return JSON.stringify({ v: 1, answer: await options.answer(recipient, question) });
    } catch (error) {
      if (error instanceof NotMine || !(error instanceof LandbridgeError)) throw error;
      const { code, message, retryable } = error;
      return JSON.stringify({ v: 1, error: { code, message, retryable } });
    }
  }

  function onHint(hint: string | null): void {
    if (hint === null) {
      look();
      for (const one of asked.values()) one.look();
    } else if (hint.startsWith("answer/")) asked.get(hint.slice("answer/".length))?.look();
    else if (hint.startsWith("inbox/") && options.isMine(hint.slice("inbox/".length))) look();
  }

  function poll(): void {
    if (isClosed) return;
    look();
    cancelPoll = clock.setTimer(epochMs(clock.now() + pace.inboxPollMs), poll);
  }

  return {
    ask,
    begin() {
      unsubscribe = shared.onHint(onHint);
      poll();
    },
    close() {
      isClosed = true;
      cancelPoll?.();
      unsubscribe?.();
    },
    stats: () => ({ asked: asked.size, answering: answering.size }),
  };
}

function readQuestion(body: string): Json {
  const value = parseJson(body);
  return isJsonObject(value) ? (value["question"] ?? null) : null;
}

function readAnswer({ body }: Row<"inbox">): Json {
  const value = parseJson(body);
  if (!isJsonObject(value)) throw nodeError("NO_ANSWER", "the answer cannot be read", true);
  const { error, answer } = value;
  if (!isJsonObject(error)) return answer ?? null;
  const { code, message, retryable } = error;
  throw nodeError(textOf(code), textOf(message), retryable === true);
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function nodeError(code: string, message: string, retryable: boolean): LandbridgeError {
  return new LandbridgeError(code, message, { retryable });
}
