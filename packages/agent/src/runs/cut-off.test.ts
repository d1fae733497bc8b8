import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { RunOrder, RunReport } from "@landbridge/model";
import { type Bench, openBench, processesOf } from "../../test/runs.ts";
import { uptimeMs } from "./contact.ts";

/** Of what hangs, not of what takes long: the machine may do much else. */
const bounds = { timeout: 120_000 };

/** Makes the server's last word so old, for the supervisors; an agent that lives knows better. */
function age(bench: Bench, seconds: number): void {
  writeFileSync(join(bench.folder, "contact"), `${Math.floor(uptimeMs() / 10) - seconds * 100}\n`);
}

function shell(line: string): Pick<RunOrder, "command"> {
  return { command: { kind: "shell", line } };
}

function howOf(report: RunReport): string {
  return report.kind === "ended" ? report.how : report.kind;
}

test(
  "a process is ended by its supervisor once its host was cut off for the time, with no agent alive",
  bounds,
  async (t) => {
    const bench = openBench(t);
    bench.agent.heard(uptimeMs());
    const order = bench.order({
      ...shell("trap '' TERM; sleep 60 & wait; wait"),
      killAfterSeconds: 20,
      killGraceSeconds: 0.5,
    });
    bench.agent.start(order);
    await bench.reported("started", order.run);
    bench.agent.close();
    age(bench, 21);
    await bench.appears(`${order.run}.1/state/exit`);
    assert.match(
      readFileSync(join(bench.folder, `${order.run}.1/state/exit`), "utf8"),
      /^cut-off signal 9 *\n$/,
    );
    bench.restart();
    assert.equal(howOf(await bench.settled(order.run)), "cut-off");
    assert.deepEqual(processesOf(order.run), []);
  },
);

test("the server's word keeps it alive, and its absence ends it", bounds, async (t) => {
  const bench = openBench(t);
  bench.agent.heard(uptimeMs());
  const order = bench.order({ ...shell("exec sleep 600"), killAfterSeconds: 4 });
  bench.agent.start(order);
  await bench.reported("started", order.run);
  const began = uptimeMs();
  const hearing = setInterval(() => bench.agent.heard(uptimeMs()), 100);
  t.after(() => clearInterval(hearing));
  while (uptimeMs() - began < 5_000) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok(processesOf(order.run).length > 0);
  clearInterval(hearing);
  const last = uptimeMs();
  bench.agent.heard(last);
  assert.equal(howOf(await bench.settled(order.run)), "cut-off");
  assert.ok(uptimeMs() - last >= 4_000);
});

test("an answer that was long on its way renews nothing", bounds, async (t) => {
  const bench = openBench(t);
  const asked = uptimeMs();
  bench.agent.heard(asked);
  const order = bench.order({ ...shell("exec sleep 600"), killAfterSeconds: 4 });
  bench.agent.start(order);
  await bench.reported("started", order.run);
  const hearing = setInterval(() => bench.agent.heard(asked), 100);
  t.after(() => clearInterval(hearing));
  assert.equal(howOf(await bench.settled(order.run)), "cut-off");
});

test("an order that comes when its time is over is not carried out", bounds, async (t) => {
  const bench = openBench(t);
  bench.agent.heard(uptimeMs() - 2_000);
  const order = bench.order({ ...shell("true"), killAfterSeconds: 1 });
  bench.agent.start(order);
  const report = await bench.settled(order.run);
  assert.match(report.kind === "not-started" ? report.reason : report.kind, /cut off from the server/);
});

test("a job that ends by itself leaves nothing of its guard, and does not wait for it", bounds, async (t) => {
  const bench = openBench(t);
  bench.agent.heard(uptimeMs());
  const order = bench.order({ ...shell("kill -USR2 0; kill -TERM 0; exit 3"), killAfterSeconds: 100 });
  bench.agent.start(order);
  const plain = bench.order({ ...shell("exit 3"), killAfterSeconds: 100 });
  bench.agent.start(plain);
  const report = await bench.settled(plain.run);
  assert.deepEqual(report.kind === "ended" && report.exit, { kind: "code", code: 3 });
  assert.equal(howOf(await bench.settled(order.run)), "exited");
  assert.deepEqual([...processesOf(order.run), ...processesOf(plain.run)], []);
});

test("jobs that are over before their guards have begun all end", bounds, async (t) => {
  const bench = openBench(t);
  bench.agent.heard(uptimeMs());
  const orders = Array.from({ length: 40 }, () => bench.order({ ...shell("exit 3"), killAfterSeconds: 100 }));
  for (const order of orders) bench.agent.start(order);
  for (const { run } of orders) assert.equal(howOf(await bench.settled(run)), "exited");
  assert.deepEqual(
    orders.flatMap(({ run }) => processesOf(run)),
    [],
  );
});

test(
  "what a killed supervisor leaves behind is ended by the agent when its time is over",
  bounds,
  async (t) => {
    const bench = openBench(t);
    bench.agent.heard(uptimeMs());
    const order = bench.order({ ...shell("touch ../state/begun; exec sleep 600"), killAfterSeconds: 4 });
    bench.agent.start(order);
    const { identity } = await bench.reported("started", order.run);
    await bench.appears(`${order.run}.1/state/begun`);
    process.kill(identity.pid, "SIGKILL");
    assert.equal((await bench.settled(order.run)).kind, "gone");
    assert.deepEqual(processesOf(order.run), []);
  },
);

test("a word from before the host was started counts for nothing", bounds, async (t) => {
  const bench = openBench(t);
  await bench.agent.recover();
  writeFileSync(join(bench.folder, "contact"), `${Math.floor(uptimeMs() / 10) + 360_000}\n`);
  const order = bench.order({ ...shell("true"), killAfterSeconds: 1 });
  bench.restart().start(order);
  assert.equal((await bench.settled(order.run)).kind, "not-started");
});
