import assert from "node:assert/strict";
import test from "node:test";
import {
  epochMs,
  executionId,
  type HistoryEvent,
  type HistoryEventDetails,
  type HistoryEventType,
  type Run,
  runId,
  runStatuses,
} from "@landbridge/model";
import type { ServerNews } from "@landbridge/server";
import { jsonEvents } from "./json-events.ts";
import { createTeller } from "./lines-of.ts";
import { createMemory } from "./memory.ts";

const at = epochMs(1_700_000_000_000);

function executionNews(
  ...events: readonly (readonly [HistoryEventType, HistoryEventDetails?, number?])[]
): ServerNews {
  const history = events.map(
    ([type, details, afterMs = 0], index): HistoryEvent => ({
      id: index + 1,
      previousEventId: index,
      timestamp: epochMs(at + afterMs),
      type,
      ...(details !== undefined && { details }),
    }),
  );
  const news = { id: executionId("e1"), arn: "arn:e1", machineName: "nightly", name: "jan-31", history };
  return { kind: "execution", at, news };
}

test("the children of a map run are not told one by one", () => {
  const news = executionNews(["ExecutionStarted"], ["ExecutionSucceeded"]);
  assert.ok(news.kind === "execution");
  const child = { ...news, news: { ...news.news, machineName: "nightly/Lines" } };
  assert.deepEqual(createTeller()(child), []);
});

function runNews(more: Partial<Run>): ServerNews {
  const run: Run = {
    id: runId("0199c0de-0000-7000-8000-00000000abcd"),
    job: "load",
    status: "RUNNING",
    cause: { kind: "api", principal: "admin" },
    input: { secret: "sensitive" },
    attempt: 1,
    requestedAt: at,
    ...more,
  };
  return { kind: "run", at, run };
}

test("an execution is told from its start, through its states, to its end with how long it took", () => {
  const tell = createTeller();
  const lines = [
    executionNews(["ExecutionStarted"], ["TaskStateEntered", { name: "Load" }], ["TaskScheduled"]),
    executionNews([
      "LambdaFunctionFailed",
      { error: "Bad", cause: '{"errorMessage":"no rows","trace":["x"]}' },
    ]),
    executionNews(["ExecutionFailed", { error: "Bad", cause: "no rows" }, 1_500]),
  ].flatMap((news) => tell(news));
  assert.deepEqual(
    lines.map(({ text }) => text),
    [
      "started: jan-31",
      "jan-31 → Load",
      "jan-31 a task failed: Bad: no rows",
      "jan-31 failed after 1.5 s: Bad: no rows",
    ],
  );
  assert.deepEqual(
    lines.map(({ tone }) => tone),
    ["plain", "dim", "warning", "bad"],
  );
});

test("an execution that began before this server has no duration", () => {
  assert.equal(createTeller()(executionNews(["ExecutionSucceeded"]))[0]?.text, "jan-31 succeeded");
});

test("a run is told when its status or attempt changes, and not again", () => {
  const tell = createTeller();
  const told = [
    runNews({ status: "QUEUED", attempt: 0 }),
    runNews({ startedAt: at }),
    runNews({ startedAt: at }),
    runNews({ startedAt: at, attempt: 2 }),
    runNews({
      status: "FAILED",
      attempt: 2,
      startedAt: at,
      endedAt: epochMs(at + 2_000),
      exit: { kind: "code", code: 3 },
    }),
  ].map((news) => tell(news).map(({ text }) => text));
  assert.deepEqual(told, [
    ["queued: 0199c0de-0000-7000-8000-00000000abcd"],
    ["…0000abcd is running"],
    [],
    ["…0000abcd is running (attempt 2)"],
    ["0199c0de-0000-7000-8000-00000000abcd failed after 2.0 s: exit code 3"],
  ]);
});

test("a refused launch names the run in its way", () => {
  const [line] = createTeller()(runNews({ status: "REFUSED", attempt: 0, blockingRun: runId("run-0") }));
  assert.equal(line?.text, "launch refused: run run-0 is still open");
});

test("every status of a run has words", () => {
  for (const status of runStatuses) assert.equal(createTeller()(runNews({ status })).length, 1, status);
});

test("an occurrence tells what it launched; a doubled one nothing", () => {
  const tell = createTeller();
  const news = (outcome: Extract<ServerNews, { kind: "occurrence" }>["outcome"]): ServerNews => ({
    kind: "occurrence",
    at,
    schedule: "often",
    due: at,
    outcome,
  });
  assert.equal(tell(news({ kind: "refused", runId: "r2", blockingRun: "r1" }))[0]?.tone, "warning");
  assert.match(
    tell(news({ kind: "failed", isRetryable: true, reason: "full" }))[0]?.text ?? "",
    /full; it is tried again/,
  );
  assert.deepEqual(tell(news({ kind: "duplicate" })), []);
});

test("what a function writes is a line each, cut where it is very long", () => {
  const line = {
    functionName: "extract",
    stream: "stdout",
    at,
    text: `one\n\ntwo ${"x".repeat(1_000)}\n`,
  } as const;
  const lines = createTeller()({ kind: "function-log", at, line });
  assert.deepEqual(
    lines.map(({ text }) => text.length),
    [3, 501],
  );
});

test("lines of JSON hold no input", () => {
  const news = [runNews({}), executionNews(["ExecutionStarted", { input: '{"secret":"sensitive"}' }])];
  const text = JSON.stringify(news.flatMap(jsonEvents));
  assert.doesNotMatch(text, /sensitive/);
  assert.match(text, /"kind":"run","run":"0199c0de/);
});

test("a memory forgets the oldest when it is full", () => {
  const memory = createMemory<number>(2);
  memory.set("a", 1);
  memory.set("b", 2);
  memory.set("a", 3);
  memory.set("c", 4);
  assert.deepEqual([memory.get("a"), memory.get("b"), memory.get("c")], [3, undefined, 4]);
});
