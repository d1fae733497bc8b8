import assert from "node:assert/strict";
import { test } from "node:test";
import type { ExecutionBody, OccurrenceBody, RunBody } from "@landbridge/api";
import type { ExecutionFacts, Facts } from "../facts.ts";
import { Ledger } from "../ledger.ts";
import { names } from "../project.ts";
import { checkAll } from "./all-checks.ts";

// Each check is shown something that it must not let pass.

const at = "2026-01-01T00:00:00.000Z";
const atMs = Date.parse(at);

function sound(more: Partial<Facts> = {}): Facts {
  return {
    ledger: new Ledger(),
    executions: new Map(),
    runs: new Map(),
    occurrences: [occurrence(0), occurrence(2_000)],
    long: [],
    line: [],
    effects: [],
    offers: [],
    kills: [],
    schedule: { fromMs: atMs, toMs: atMs + 2_000 },
    ...more,
  };
}

function kinds(facts: Facts): readonly string[] {
  return checkAll(facts).map(({ kind }) => kind);
}

test("sound facts are sound", () => {
  assert.deepEqual(checkAll(sound()), []);
  assert.deepEqual(
    checkAll(
      sound({
        executions: one(execution("e")),
        runs: one(run("r", "REFUSED", "s"), run("s")),
        long: lived("s", 1, 2),
      }),
    ),
    [],
  );
});

test("an acknowledged execution or run that is not there is lost", () => {
  const ledger = new Ledger();
  ledger.tell(ledger.ask({ what: "execution", target: names.flow }), { kind: "accepted", id: "e" });
  ledger.tell(ledger.ask({ what: "run", target: names.long }), {
    kind: "refused",
    run: "r",
    blockingRun: "s",
  });
  assert.deepEqual(kinds(sound({ ledger })), ["lost", "lost", "wrong"]);
});

test("a second end, a gap in the numbers and an end that is not the last are seen", () => {
  const twice = execution("e", ["ExecutionStarted", "ExecutionSucceeded", "ExecutionSucceeded"]);
  assert.deepEqual(kinds(sound({ executions: one(twice) })), ["doubled"]);
  const [first, last] = execution("e").history;
  const gap = { ...execution("e"), history: [first, { ...last, id: 3 }] } as ExecutionFacts;
  assert.deepEqual(kinds(sound({ executions: one(gap) })), ["wrong"]);
  assert.deepEqual(kinds(sound({ executions: one(execution("e", ["ExecutionStarted"])) })), ["wrong"]);
});

test("two processes of one job at the same time overlap; one after the other do not", () => {
  const runs = one(run("a"), run("b"));
  assert.deepEqual(kinds(sound({ runs, long: [...lived("a", 1, 3), ...lived("b", 3, 4)] })), []);
  assert.deepEqual(kinds(sound({ runs, long: [...lived("a", 1, 3), ...lived("b", 2.99, 4)] })), ["wrong"]);
  assert.deepEqual(kinds(sound({ runs, long: [...lived("a", 1, 9), ...lived("b", 3, 4)] })), ["wrong"]);
});

test("a process that ran twice, or for no run, is seen", () => {
  const twice = [...lived("a", 1, 2), { what: "start", run: "a", attempt: 2, uptimeSeconds: 5 } as const];
  assert.deepEqual(kinds(sound({ runs: one(run("a")), long: twice })), ["doubled", "wrong"]);
  assert.deepEqual(kinds(sound({ long: lived("stranger", 1, 2) })), ["wrong"]);
});

test("one wish that made two things is doubled", () => {
  const input = { ask: 1 };
  const executions = one(execution("e", undefined, { input }), execution("f", undefined, { input }));
  assert.deepEqual(kinds(sound({ executions })), ["doubled"]);
});

test("an occurrence that is missing is lost, one that is there twice doubled; a summary stands for many", () => {
  const summary = { from: at, count: 3 };
  assert.deepEqual(kinds(sound({ occurrences: [occurrence(0), occurrence(4_000)] })), ["lost"]);
  assert.deepEqual(kinds(sound({ occurrences: [occurrence(0), occurrence(0), occurrence(2_000)] })), [
    "doubled",
  ]);
  assert.deepEqual(kinds(sound({ occurrences: [] })), ["lost"]);
  assert.deepEqual(kinds(sound({ occurrences: [{ ...occurrence(4_000), summary }] })), []);
});

test("two tokens for one delivery, or a first answer that changed, are wrong", () => {
  const effect = { execution: "x", state: "one", item: 1, retry: 0 };
  const effects = [
    { ...effect, request: "a" },
    { ...effect, request: "b" },
  ];
  assert.deepEqual(kinds(sound({ effects })), ["wrong"]);
  const ledger = new Ledger();
  const ask = ledger.ask({ what: "run", target: names.long, key: "k" });
  ledger.tell(ask, { kind: "refused", run: "r", blockingRun: "s" });
  ledger.tell(ask, { kind: "accepted", id: "t" });
  assert.equal(ledger.violations.length, 1);
});

function execution(
  id: string,
  types: readonly string[] = ["ExecutionStarted", "ExecutionSucceeded"],
  more: Partial<ExecutionBody> = {},
): ExecutionFacts {
  return {
    execution: {
      id,
      arn: id,
      name: id,
      stateMachine: names.approval,
      revision: "1",
      status: "SUCCEEDED",
      startedAt: at,
      redriveCount: 0,
      input: {},
      ...more,
    },
    history: types.map((type, index) => ({ id: index + 1, previousEventId: index, type })),
  };
}

function run(id: string, status: RunBody["status"] = "SUCCEEDED", blockingRun?: string): RunBody {
  return {
    id,
    job: names.long,
    status,
    cause: { kind: "api", principal: "test" },
    attempt: 1,
    requestedAt: at,
    input: {},
    result: { run: id },
    ...(blockingRun !== undefined && { blockingRun }),
  };
}

function lived(run: string, from: number, to: number): Facts["long"] {
  return [
    { what: "start", run, attempt: 1, uptimeSeconds: from },
    { what: "end", run, attempt: 1, uptimeSeconds: to },
  ];
}

function one<T extends RunBody | ExecutionFacts>(...items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => ["execution" in item ? item.execution.id : item.id, item]));
}

function occurrence(afterMs: number): OccurrenceBody {
  const due = new Date(atMs + afterMs).toISOString();
  return { schedule: names.everyTwoSeconds, due, status: "SKIPPED", reasonCode: "TEST" };
}
