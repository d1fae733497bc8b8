import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { OutputChunk, RunId } from "@landbridge/model";
import { type Bench, openBench, processesOf } from "../../test/runs.ts";
import { openSmallDisk, smallDisks } from "../../test/small-disk.ts";
import { uptimeMs } from "./contact.ts";

// A full disk, for real: the runs folder is a small one of its own.

function readAll(bench: Bench, run: RunId, attempt = 1): Promise<OutputChunk> {
  return bench.agent.readOutput({ run, attempt, stream: "stdout", offset: 0, bytesMax: 1_048_576 });
}

function ends(bench: Bench, run: RunId): readonly string[] {
  return bench.reports
    .filter((report) => report.run === run && report.kind !== "started" && report.kind !== "progress")
    .map(({ kind }) => kind);
}

test(
  "a job that fills the disk keeps its output up to there, says so, and ends once",
  smallDisks,
  async (t) => {
    const disk = await openSmallDisk(t, 1_024);
    const bench = openBench(t, {}, disk.folder);
    const line = "seq -f %07.0f 1 1000000; echo $? >&2; exit 3";
    const order = bench.order({ command: { kind: "shell", line } });
    bench.agent.start(order);
    const ended = await bench.reported("ended", order.run);
    assert.deepEqual(ended.exit, { kind: "code", code: 3 });
    const { bytes, mayLackAfter, isLast } = await readAll(bench, order.run);
    const text = Buffer.from(bytes).toString();
    assert.ok(bytes.length > 100_000 && isLast);
    for (const [index, found] of text.split("\n").slice(0, -1).entries())
      assert.equal(found, String(index + 1).padStart(7, "0"));
    // The disk was seen to be full at its end, or just before.
    assert.ok((mayLackAfter ?? 0) > bytes.length - 200_000 && (mayLackAfter ?? 0) <= bytes.length);
    assert.deepEqual(processesOf(order.run), []);
    await bench.appears(`${order.run}.1/state/acknowledged`);
    bench.restart();
    await bench.agent.recover();
    assert.equal((await readAll(bench, order.run)).mayLackAfter, mayLackAfter);
    assert.deepEqual(ends(bench, order.run), ["ended"]);
  },
);

test(
  "a run that ends while the disk is full leaves its outcome, and the next agent tells it",
  smallDisks,
  async (t) => {
    const disk = await openSmallDisk(t, 1_024);
    const bench = openBench(t, {}, disk.folder);
    const line =
      "echo before; : >../state/begun; until [ -e ../state/go ]; do sleep 0.02; done; echo after; exit 4";
    const order = bench.order({ command: { kind: "shell", line } });
    bench.agent.start(order);
    await bench.reported("started", order.run);
    await bench.appears(`${order.run}.1/state/begun`);
    disk.fill();
    bench.agent.close();
    writeFileSync(join(bench.folder, `${order.run}.1/state/go`), "");
    await bench.appears(`${order.run}.1/state/exit`);
    bench.restart();
    const ended = await bench.reported("ended", order.run);
    assert.deepEqual([ended.how, ended.exit], ["exited", { kind: "code", code: 4 }]);
    const { bytes, mayLackAfter } = await readAll(bench, order.run);
    // There is room in the page that the first line began.
    assert.equal(Buffer.from(bytes).toString(), "before\nafter\n");
    assert.ok(
      mayLackAfter === 7 || mayLackAfter === 13,
      "where it was seen to be full, by the one agent or the other",
    );
    assert.deepEqual(processesOf(order.run), []);
    await bench.appears(`${order.run}.1/state/acknowledged`);
    assert.deepEqual(ends(bench, order.run), ["ended"]);
  },
);

test("a time limit ends a run on a full disk", smallDisks, async (t) => {
  const disk = await openSmallDisk(t, 1_024);
  const bench = openBench(t, {}, disk.folder);
  const line = "trap '' TERM; while :; do sleep 0.05; done";
  const order = bench.order({
    command: { kind: "shell", line },
    timeoutSeconds: 1,
    killGraceSeconds: 0.2,
  });
  bench.agent.start(order);
  await bench.reported("started", order.run);
  disk.fill();
  const ended = await bench.reported("ended", order.run);
  assert.equal(ended.how, "timed-out");
  assert.deepEqual(processesOf(order.run), []);
});

test(
  "on a full disk nothing is started, the reason is said, and with room the next attempt is",
  smallDisks,
  async (t) => {
    const disk = await openSmallDisk(t, 1_024);
    const bench = openBench(t, {}, disk.folder);
    await bench.agent.recover();
    disk.fill();
    const order = bench.order({ command: { kind: "shell", line: "touch ran" } });
    bench.agent.start(order);
    const { reason } = await bench.reported("not-started", order.run);
    assert.match(reason, /no space is left on the disk/);
    disk.empty();
    // An order that comes again starts nothing, as it was said that nothing would be.
    bench.agent.start(order);
    await bench.appears(`${order.run}.1`);
    await bench.appears(`${order.run}.1/state`);
    await bench.appears(`${order.run}.1/state/acknowledged`);
    bench.agent.start({ ...order, attempt: 2 });
    const ended = await bench.reported("ended", order.run);
    assert.deepEqual([ended.attempt, ended.exit], [2, { kind: "code", code: 0 }]);
    assert.equal(existsSync(join(bench.folder, `${order.run}.1/work/ran`)), false);
    assert.ok(existsSync(join(bench.folder, `${order.run}.2/work/ran`)));
  },
);

test("a host whose disk is full is not cut off by it", smallDisks, async (t) => {
  const disk = await openSmallDisk(t, 1_024);
  const bench = openBench(t, {}, disk.folder);
  const heard = (): void => bench.agent.heard(uptimeMs());
  heard();
  const order = bench.order({
    command: { kind: "shell", line: "sleep 3; exit 5" },
    killAfterSeconds: 1,
  });
  bench.agent.start(order);
  await bench.reported("started", order.run);
  disk.fill();
  const beats = setInterval(heard, 100);
  t.after(() => clearInterval(beats));
  const ended = await bench.reported("ended", order.run);
  assert.deepEqual([ended.how, ended.exit], ["exited", { kind: "code", code: 5 }]);
});
