import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { type HostTarget, hostName, isOpenRun, type JobDefinition, type Run } from "@landbridge/model";
import { startProxy } from "../../test/hosts/proxy.ts";
import { aJob, createWorld, impatientLimits, type World, type WorldOptions } from "../../test/hosts/world.ts";
import { processesOf } from "../../test/processes.ts";

// Real processes on real hosts' agents, over real sockets, with everything in between taken away in turn. After
// each: one outcome, the whole log, no process left, no slot held.

/** Of what hangs, not of what takes long: the machine may do much else. */
const bounds = { timeout: 180_000 };
const atlas: HostTarget = { kind: "host", name: hostName("atlas") };

/** Writes lines until a file appears, so that a test decides when it ends. */
function untilGone(folder: () => string): JobDefinition {
  const line = `i=0; until [ -e "$GO" ]; do i=$((i+1)); echo line $i; sleep 0.05; done; echo done`;
  return aJob("load", {
    command: {
      kind: "shell",
      line: `GO="$(cat "$LANDBRIDGE_INPUT_FILE" >/dev/null; echo ${folder()})"; ${line}`,
    },
    target: atlas,
  });
}

async function worldWithAtlas(
  t: Parameters<typeof createWorld>[0],
  options?: WorldOptions,
): Promise<{ world: World; go: string }> {
  const go = goFile(t);
  const world = await createWorld(t, [untilGone(() => go)], options);
  return { world, go };
}

/** Nothing is there yet. */
function goFile(t: Parameters<typeof createWorld>[0]): string {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-go-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "go");
}

const impatient = { limits: impatientLimits };

const isRunning = (run: Run): boolean => run.status === "RUNNING";
const isUnreachable = (run: Run): boolean => run.status === "UNREACHABLE";
const isOver = (run: Run): boolean => !isOpenRun(run.status);

function linesOf(path: string): number {
  return readFileSync(path, "utf8").split("\n").length;
}

/** Resolves once the attempt's output has so many lines, whoever looks after it. */
function written(path: string, lines: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!existsSync(path) || linesOf(path) <= lines) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(dirname(path), look);
    look();
  });
}

async function checkOneEnd(world: World, run: Run): Promise<void> {
  assert.equal(run.status, "SUCCEEDED", run.reason ?? "no reason");
  assert.equal(run.attempt, 1);
  const ends = new Set(
    world.changes.filter((change) => change.id === run.id && isOver(change)).map(({ endedAt }) => endedAt),
  );
  assert.equal(ends.size, 1);
  const lines = (await world.output(run.id)).trimEnd().split("\n");
  assert.equal(lines.at(-1), "done");
  lines.slice(0, -1).forEach((line, index) => assert.equal(line, `line ${index + 1}`));
  assert.deepEqual(processesOf(run.id), []);
  assert.equal(world.server().ground.jobs.loadOf(hostName("atlas")).runs, 0);
  assert.equal(world.server().ground.jobs.openRuns(), 0);
}

test("a run goes on while its agent is killed and started again", bounds, async (t) => {
  const { world, go } = await worldWithAtlas(t, impatient);
  const agent = world.agent({ name: "atlas", token: await world.enrol("atlas") });
  const id = await world.launch("load");
  await world.until(id, isRunning);
  await agent.kill();
  await world.until(id, isUnreachable);
  const output = join(agent.dataFolder, "runs", `${id}.1`, "stdout");
  await written(output, linesOf(output) + 3);
  world.agent({ name: "atlas" });
  await world.until(id, isRunning);
  writeFileSync(go, "");
  await checkOneEnd(world, await world.until(id, isOver));
});

test(
  "a run that ends while neither agent nor server live is told of when both are back",
  bounds,
  async (t) => {
    const { world, go } = await worldWithAtlas(t);
    const agent = world.agent({ name: "atlas", token: await world.enrol("atlas") });
    const id = await world.launch("load");
    await world.until(id, isRunning);
    await agent.kill();
    await world.restartServer(async () => {
      writeFileSync(go, "");
      const state = join(agent.dataFolder, "runs", `${id}.1`, "state");
      await new Promise<void>((resolve) => {
        const look = (): void => {
          if (!existsSync(join(state, "exit"))) return;
          watcher.close();
          resolve();
        };
        const watcher = watch(state, look);
        look();
      });
    });
    world.agent({ name: "atlas" });
    await checkOneEnd(world, await world.until(id, isOver));
  },
);

test("a restart of the server alone gives no host up", bounds, async (t) => {
  const { world, go } = await worldWithAtlas(t, { limits: { silenceMs: 4_000 } });
  const agent = world.agent({ name: "atlas", token: await world.enrol("atlas") });
  const id = await world.launch("load");
  await world.until(id, isRunning);
  const output = join(agent.dataFolder, "runs", `${id}.1`, "stdout");
  // Twenty lines a second at most: it is down for longer than a host may be silent.
  await world.restartServer(() => written(output, linesOf(output) + 90));
  writeFileSync(go, "");
  const run = await world.until(id, isOver);
  assert.ok(!world.changes.some(isUnreachable));
  await checkOneEnd(world, run);
});

test(
  "a network that is cut for longer than every timeout doubles nothing and loses nothing",
  bounds,
  async (t) => {
    const { world, go } = await worldWithAtlas(t, impatient);
    const proxy = await startProxy(t, world.server().port);
    const agent = world.agent({ name: "atlas", token: await world.enrol("atlas"), port: proxy.port });
    const id = await world.launch("load");
    await world.until(id, isRunning);
    proxy.cut();
    await world.until(id, isUnreachable);
    assert.equal(world.server().ground.hosts.get("atlas").state, "SILENT");
    assert.equal(world.server().ground.jobs.loadOf(hostName("atlas")).runs, 1);
    await agent.told("away");
    writeFileSync(go, "");
    await assert.rejects(world.output(id), /is on host atlas|not connected/);
    proxy.restore();
    await world.online("atlas");
    await checkOneEnd(world, await world.until(id, isOver));
  },
);

test("a run is launched elsewhere only after its silent host has ended it", bounds, async (t) => {
  const go = goFile(t);
  // Each attempt says when it began and when it was last alive.
  const line = `trap 'exit 0' TERM; until [ -e ${go} ]; do read -r now rest </proc/uptime; echo $now; sleep 0.05; done`;
  const move = aJob("move", {
    command: { kind: "shell", line },
    target: { kind: "hosts", expression: "batch", choice: "least-loaded" },
    // Nobody who can be heard is cut off, not even on a machine that stands still for seconds.
    restart: { kind: "elsewhere", killAfterSeconds: 8 },
    killGraceSeconds: 0.2,
  });
  const world = await createWorld(t, [move], impatient);
  const proxy = await startProxy(t, world.server().port);
  const [atlasToken, borealToken] = [await world.enrol("atlas"), await world.enrol("boreal")];
  const labels = { batch: "yes" };
  const first = world.agent({ name: "atlas", token: atlasToken, labels, port: proxy.port });
  await world.online("atlas");
  const id = await world.launch("move");
  await world.until(id, isRunning);
  const second = world.agent({ name: "boreal", token: borealToken, labels });
  await world.online("boreal");
  proxy.cut();
  // The agent goes with the network: the supervisor alone is left to end it.
  await first.kill();
  const moved = await world.until(id, (run) => run.attempt === 2 && run.status === "RUNNING");
  assert.equal(moved.host, "boreal");
  proxy.restore();
  world.agent({ name: "atlas", labels, port: proxy.port });
  await world.online("atlas");
  writeFileSync(go, "");
  const run = await world.until(id, isOver);
  assert.deepEqual([run.status, run.attempt], ["SUCCEEDED", 2], run.reason ?? "no reason");
  const moments = async (attempt: number, folder: string): Promise<readonly number[]> =>
    readFileSync(join(folder, "runs", `${id}.${attempt}`, "stdout"), "utf8")
      .trim()
      .split("\n")
      .map(Number);
  const lastOfFirst = (await moments(1, first.dataFolder)).at(-1) ?? Number.POSITIVE_INFINITY;
  const firstOfSecond = (await moments(2, second.dataFolder))[0] ?? 0;
  assert.ok(lastOfFirst < firstOfSecond, `${lastOfFirst} before ${firstOfSecond}`);
  assert.match(readFileSync(join(first.dataFolder, "runs", `${id}.1`, "state", "exit"), "utf8"), /^cut-off /);
  assert.deepEqual(processesOf(id), []);
});
