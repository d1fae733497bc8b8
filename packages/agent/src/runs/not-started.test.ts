import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type RunOrder, runId } from "@landbridge/model";
import { openBench, processesOf } from "../../test/runs.ts";

const bounds = { timeout: 120_000 };

test("an order that this host cannot carry out is answered with the reason", bounds, async (t) => {
  const bench = openBench(t);
  const cases: readonly (readonly [Partial<RunOrder>, RegExp])[] = [
    [
      { command: { kind: "arguments", argv: ["no-such-command-here"] } },
      /no-such-command-here was not found/,
    ],
    [{ command: { kind: "arguments", argv: ["/etc/passwd"] } }, /\/etc\/passwd.*permission denied/],
    [{ command: { kind: "arguments", argv: [""] } }, /the command is empty/],
    [{ command: { kind: "arguments", argv: ["echo", "a\0b"] } }, /NUL byte/],
    [
      { command: { kind: "arguments", argv: ["echo", "x".repeat(200_000)] } },
      /too long for this host, E2BIG/,
    ],
    [{ workingDirectory: "/no/such/folder" }, /\/no\/such\/folder cannot be entered.*no such file/],
    [{ workingDirectory: "/etc/passwd" }, /is not a directory/],
    [{ workingDirectory: "relative" }, /not an absolute path/],
    [{ environment: { "MY-NAME": "x" } }, /"MY-NAME" has a name/],
    [{ environment: { LANDBRIDGE_RUN_ID: "x" } }, /set by the host itself/],
    [{ environment: { UID: "0" } }, /belongs to the shell/],
    [{ environment: { A: "\0" } }, /NUL byte/],
    [{ timeoutSeconds: Number.NaN }, /timeoutSeconds/],
    [{ run: runId("../escape") }, /cannot name a folder/],
    [{ run: runId(".hidden") }, /cannot name a folder/],
    [{ attempt: 0 }, /cannot name a folder/],
  ];
  for (const [change, reason] of cases) {
    const order = bench.order(change);
    bench.agent.start(order);
    assert.match((await bench.reported("not-started", order.run)).reason, reason);
    assert.deepEqual(processesOf(order.run), []);
  }
  assert.ok(bench.reports.every((report) => report.kind === "not-started"));
});

test("an order that was refused once stays refused, though the reason went away", bounds, async (t) => {
  const bench = openBench(t);
  const workingDirectory = join(bench.folder, "later");
  const order = bench.order({ workingDirectory });
  bench.agent.start(order);
  await bench.reported("not-started", order.run);
  mkdirSync(workingDirectory);
  bench.restart().start(order);
  bench.agent.reconcile([order]);
  const marker = bench.order();
  bench.agent.start(marker);
  await bench.settled(marker.run);
  const kinds = bench.reports.filter(({ run }) => run === order.run).map(({ kind }) => kind);
  assert.ok(kinds.length >= 2);
  assert.deepEqual(new Set(kinds), new Set(["not-started"]));
});

test("a stop that comes before its order forbids the start", bounds, async (t) => {
  const bench = openBench(t);
  const order = bench.order({ command: { kind: "shell", line: "sleep 60" } });
  bench.agent.stop(order);
  assert.match((await bench.reported("not-started", order.run)).reason, /stopped before it was started/);
  bench.restart().start(order);
  const marker = bench.order();
  bench.agent.start(marker);
  await bench.settled(marker.run);
  assert.deepEqual(processesOf(order.run), []);
  assert.ok(bench.reports.every(({ run, kind }) => run !== order.run || kind === "not-started"));
});

test(
  "a stop of a run whose folder was lost while it lives is no evidence that nothing runs",
  bounds,
  async (t) => {
    const bench = openBench(t);
    const order = bench.order({ command: { kind: "shell", line: "sleep 60" } });
    bench.agent.start(order);
    await bench.reported("started", order.run);
    bench.agent.close();
    const elsewhere = openBench(t);
    elsewhere.agent.stop(order);
    await elsewhere.reported("unknown", order.run);
    assert.match(elsewhere.log.join(), /folder is lost, but processes of it live/);
  },
);

test(
  "a folder that was prepared and never started is unknown, and its order starts it",
  bounds,
  async (t) => {
    const bench = openBench(t);
    await bench.agent.recover();
    const order = bench.order();
    bench.agent.close();
    mkdirSync(join(bench.folder, `${order.run}.1`));
    const agent = bench.restart();
    agent.reconcile([order]);
    await bench.reported("unknown", order.run);
    agent.start(order);
    await bench.reported("ended", order.run);
  },
);

test(
  "an identity without content is of a supervisor that will never start the command",
  bounds,
  async (t) => {
    const bench = openBench(t);
    await bench.agent.recover();
    const order = bench.order();
    bench.agent.close();
    mkdirSync(join(bench.folder, `${order.run}.1`, "state"), { recursive: true });
    writeFileSync(join(bench.folder, `${order.run}.1`, "state", "identity"), "");
    bench.restart();
    const { reason } = await bench.reported("not-started", order.run);
    assert.match(reason, /killed before it could start/);
  },
);

test("an attempt that this host never heard of is unknown", bounds, async (t) => {
  const bench = openBench(t);
  const order = bench.order();
  bench.agent.reconcile([order]);
  await bench.reported("unknown", order.run);
  bench.agent.start(order);
  await bench.reported("ended", order.run);
});
