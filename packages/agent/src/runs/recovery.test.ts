import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { RunOrder, RunReport } from "@landbridge/model";
import { type Bench, openBench, processesOf } from "../../test/runs.ts";
import { linux } from "./platform-linux.ts";

const bounds = { timeout: 120_000 };
const agentProcess = fileURLToPath(new URL("../../test/run-agent-process.ts", import.meta.url));

/** An agent that can be killed: `said` resolves at its first report of a kind. */
function spawnAgent(t: TestContext, bench: Bench) {
  bench.agent.close();
  const child: ChildProcess = spawn(process.execPath, [agentProcess, bench.folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  t.after(() => child.kill("SIGKILL"));
  const reports: RunReport[] = [];
  const waiting = new Set<() => void>();
  assert.ok(child.stdout !== null && child.stdin !== null);
  createInterface({ input: child.stdout }).on("line", (line) => {
    reports.push(JSON.parse(line) as RunReport);
    for (const wake of [...waiting]) wake();
  });
  return {
    tell: (message: { readonly start?: RunOrder; readonly stop?: RunOrder }) =>
      child.stdin?.write(`${JSON.stringify(message)}\n`),
    said: (kind: RunReport["kind"]) =>
      new Promise<void>((resolve) => {
        const look = (): void => void (reports.some((report) => report.kind === kind) && resolve());
        waiting.add(look);
        look();
      }),
    kill: () =>
      new Promise<void>((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      }),
  };
}

function shell(line: string): Pick<RunOrder, "command"> {
  return { command: { kind: "shell", line } };
}

test("a run goes on when its agent is killed, and the next agent reports its end once", bounds, async (t) => {
  const bench = openBench(t);
  const order = bench.order(shell("while ! [ -e go ]; do sleep 0.02; done; echo done; exit 4"));
  const agent = spawnAgent(t, bench);
  agent.tell({ start: order });
  await agent.said("started");
  await agent.kill();
  assert.notEqual(processesOf(order.run).length, 0);
  bench.restart();
  await bench.reported("started", order.run);
  writeFileSync(join(bench.folder, `${order.run}.1/work/go`), "");
  const ended = await bench.reported("ended", order.run);
  assert.deepEqual(ended.exit, { kind: "code", code: 4 });
  assert.equal(bench.reports.filter(({ kind }) => kind === "ended").length, 1);
});

test("a run that ended while no agent lived is settled from its folder", bounds, async (t) => {
  const bench = openBench(t);
  const order = bench.order(shell("while ! [ -e go ]; do sleep 0.02; done; exit 6"));
  const agent = spawnAgent(t, bench);
  agent.tell({ start: order });
  await agent.said("started");
  await agent.kill();
  writeFileSync(join(bench.folder, `${order.run}.1/work/go`), "");
  await bench.appears(`${order.run}.1/state/exit`);
  bench.restart();
  assert.deepEqual((await bench.reported("ended", order.run)).exit, { kind: "code", code: 6 });
});

test("the time limit and the grace are enforced with no agent alive", bounds, async (t) => {
  const bench = openBench(t);
  const deaf = "trap '' TERM; : >deaf; while :; do sleep 0.05; done";
  const order = bench.order({ ...shell(deaf), timeoutSeconds: 3, killGraceSeconds: 0.2 });
  const agent = spawnAgent(t, bench);
  agent.tell({ start: order });
  await agent.said("started");
  await agent.kill();
  await bench.appears(`${order.run}.1/state/exit`);
  assert.equal(
    readFileSync(join(bench.folder, `${order.run}.1/state/exit`), "utf8").trimEnd(),
    "timed-out signal 9",
  );
  bench.restart();
  assert.equal((await bench.reported("ended", order.run)).how, "timed-out");
});

test("a stop is carried to the kill though the agent dies after it was noted", bounds, async (t) => {
  const bench = openBench(t);
  const deaf = "trap '' TERM; : >deaf; while :; do sleep 0.05; done";
  const order = bench.order({ ...shell(deaf), killGraceSeconds: 0.3 });
  const agent = spawnAgent(t, bench);
  agent.tell({ start: order });
  await agent.said("started");
  await bench.appears(`${order.run}.1/work/deaf`);
  agent.tell({ stop: order });
  await bench.appears(`${order.run}.1/state/stop`);
  await agent.kill();
  bench.restart();
  const ended = await bench.reported("ended", order.run);
  assert.deepEqual([ended.how, ended.exit], ["stopped", { kind: "signal", signal: "SIGKILL" }]);
});

test("without its supervisor a run is gone only once its last process is", bounds, async (t) => {
  const bench = openBench(t);
  const order = bench.order(shell("while ! [ -e go ]; do sleep 0.02; done"));
  bench.agent.start(order);
  const { identity } = await bench.reported("started", order.run);
  await bench.appears(`${order.run}.1/state/supervisor.log`);
  process.kill(identity.pid, "SIGKILL");
  bench.restart();
  const told = bench.reports.length;
  bench.agent.reconcile([order]);
  await bench.agent.recover();
  assert.ok(bench.reports.slice(told).every(({ kind }) => kind === "started"));
  assert.notEqual(processesOf(order.run).length, 0);
  writeFileSync(join(bench.folder, `${order.run}.1/work/go`), "");
  assert.equal((await bench.reported("gone", order.run)).evidence, "empty-process-group");
  assert.deepEqual(processesOf(order.run), []);
});

test("without its supervisor a run is still stopped, by the agent, with its grace", bounds, async (t) => {
  const bench = openBench(t);
  const order = bench.order({
    ...shell("trap '' TERM; : >deaf; while :; do sleep 0.05; done"),
    killGraceSeconds: 0.2,
  });
  bench.agent.start(order);
  const { identity } = await bench.reported("started", order.run);
  await bench.appears(`${order.run}.1/state/supervisor.log`);
  await bench.appears(`${order.run}.1/work/deaf`);
  process.kill(identity.pid, "SIGKILL");
  bench.agent.stop(order);
  await bench.reported("gone", order.run);
  assert.deepEqual(processesOf(order.run), []);
});

test("a run of another boot is gone, whatever has its number now", bounds, async (t) => {
  const bench = openBench(t);
  await bench.agent.recover();
  const order = bench.order();
  const state = join(bench.folder, `${order.run}.1`, "state");
  mkdirSync(state, { recursive: true });
  writeFileSync(join(state, "identity"), `another-boot ${process.pid} 1\n`);
  bench.restart();
  assert.equal((await bench.reported("gone", order.run)).evidence, "other-boot");
});

test("a process that was given the number of a dead supervisor is not taken for it", bounds, async (t) => {
  const bench = openBench(t);
  await bench.agent.recover();
  const order = bench.order();
  const state = join(bench.folder, `${order.run}.1`, "state");
  mkdirSync(state, { recursive: true });
  writeFileSync(join(state, "identity"), `${await linux.bootId()} ${process.pid} 1\n`);
  bench.restart();
  assert.equal((await bench.reported("gone", order.run)).evidence, "empty-process-group");
  assert.ok(existsSync(state));
});
