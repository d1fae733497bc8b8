import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openBench, processesOf } from "../../test/runs.ts";

const bounds = { timeout: 120_000 };

test("an order that comes again and again starts one process", bounds, async (t) => {
  const bench = openBench(t);
  const line = 'echo once; cat "$LANDBRIDGE_INPUT_FILE" >/dev/null; sleep 0.2';
  const order = bench.order({ command: { kind: "shell", line } });
  for (let i = 0; i < 20; i += 1) bench.agent.start(order);
  await bench.reported("started", order.run);
  for (let i = 0; i < 20; i += 1) bench.agent.start(order);
  await bench.settled(order.run);
  bench.agent.start(order);
  bench.restart().start(order);
  const marker = bench.order();
  bench.agent.start(marker);
  await bench.settled(marker.run);
  assert.equal(readFileSync(join(bench.folder, `${order.run}.1`, "stdout"), "utf8"), "once\n");
});

test("two agents that carry out one order at the same time start one process", bounds, async (t) => {
  const bench = openBench(t);
  const first = bench.agent;
  const orders = Array.from({ length: 10 }, () =>
    bench.order({ command: { kind: "shell", line: "echo once; sleep 0.1" } }),
  );
  for (const order of orders) first.start(order);
  const second = bench.restart();
  for (const order of orders) second.start(order);
  await Promise.all(orders.map(({ run }) => bench.settled(run)));
  for (const { run } of orders)
    assert.equal(readFileSync(join(bench.folder, `${run}.1`, "stdout"), "utf8"), "once\n");
});

test("an order and a stop of a lower epoch do nothing, also after a restart", bounds, async (t) => {
  const bench = openBench(t);
  const line = "until [ -e go ]; do sleep 0.02; done";
  const order = bench.order({ epoch: 7, command: { kind: "shell", line } });
  bench.agent.start(order);
  await bench.reported("started", order.run);
  const late = bench.order({ epoch: 6 });
  bench.restart().start(late);
  bench.agent.stop({ ...order, epoch: 6 });
  const marker = bench.order({ epoch: 7 });
  bench.agent.start(marker);
  await bench.settled(marker.run);
  writeFileSync(join(bench.folder, `${order.run}.1`, "work", "go"), "");
  const ended = await bench.reported("ended", order.run);
  assert.equal(ended.how, "exited");
  assert.ok(bench.reports.every(({ run }) => run !== late.run));
  assert.equal(bench.log.filter((message) => message.includes("lower than one seen before")).length, 2);
});

test(
  "a report is repeated until it is acknowledged, and an end that was is not told again",
  bounds,
  async (t) => {
    const bench = openBench(t, { reportRetryMsMin: 5 });
    let refusals = 0;
    bench.acknowledge = () => {
      refusals += 1;
      if (refusals <= 3) throw new Error("the commit failed");
    };
    const order = bench.order();
    bench.agent.start(order);
    await bench.settled(order.run);
    assert.equal(refusals, 5);
    await bench.appears(`${order.run}.1/state/acknowledged`);
    const marker = bench.order();
    bench.restart().start(marker);
    await bench.settled(marker.run);
    assert.equal(bench.reports.filter(({ run }) => run === order.run).length, 2);
  },
);

test("an end that nobody acknowledged is told after a restart", bounds, async (t) => {
  const bench = openBench(t, { reportRetryMsMin: 5 });
  const order = bench.order();
  const refused = new Promise<void>((resolve) => {
    bench.acknowledge = ({ kind }) => {
      if (kind === "started") return;
      resolve();
      throw new Error("the server went away");
    };
  });
  bench.agent.start(order);
  await refused;
  bench.agent.close();
  bench.acknowledge = () => {};
  bench.restart();
  await bench.reported("ended", order.run);
});

test("an acknowledgement that never comes is taken for lost", bounds, async (t) => {
  const bench = openBench(t, { reportTimeoutMs: 20, reportRetryMsMin: 5 });
  let calls = 0;
  bench.acknowledge = () => {
    calls += 1;
    return calls === 1 ? new Promise<void>(() => {}) : undefined;
  };
  const order = bench.order();
  bench.agent.start(order);
  await bench.settled(order.run);
  assert.equal(calls, 3);
});

test("reconcile tells again what runs, and what ended", bounds, async (t) => {
  const bench = openBench(t);
  const running = bench.order({ command: { kind: "shell", line: "sleep 60" } });
  const ended = bench.order();
  bench.agent.start(running);
  bench.agent.start(ended);
  await bench.reported("started", running.run);
  await bench.reported("ended", ended.run);
  const seen = bench.reports.length;
  const told = new Promise<void>((resolve) => {
    const missing = new Set(["started", "ended"]);
    bench.acknowledge = ({ kind, run }) => {
      if ((kind === "started" && run === running.run) || (kind === "ended" && run === ended.run))
        missing.delete(kind);
      if (missing.size === 0) resolve();
    };
  });
  bench.agent.reconcile([running, ended]);
  await told;
  assert.ok(bench.reports.length > seen);
});

test("fifty runs at once each end once, and leave no process", bounds, async (t) => {
  const bench = openBench(t);
  const orders = Array.from({ length: 50 }, (_, index) =>
    bench.order({ command: { kind: "shell", line: `sleep 0.1; exit ${index}` }, timeoutSeconds: 200 }),
  );
  for (const order of orders) bench.agent.start(order);
  for (const [index, order] of orders.entries()) {
    const ended = await bench.reported("ended", order.run);
    assert.deepEqual(ended.exit, { kind: "code", code: index });
  }
  assert.equal(bench.reports.length, 100);
  assert.deepEqual(
    orders.flatMap(({ run }) => processesOf(run)),
    [],
  );
});

test("a run's folder holds no environment, and can be read by its owner only", bounds, async (t) => {
  const bench = openBench(t);
  const order = bench.order({ environment: { PASSWORD: "hunter2" } });
  bench.agent.start(order);
  await bench.settled(order.run);
  const folder = join(bench.folder, `${order.run}.1`);
  assert.ok(!readdirSync(folder).includes("environment"));
  assert.doesNotMatch(readFileSync(join(folder, "order.json"), "utf8"), /hunter2/);
});
