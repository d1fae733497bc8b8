import assert from "node:assert/strict";
import { existsSync, statSync, utimesSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { OutputChunk, OutputStream, RunId } from "@landbridge/model";
import { type Bench, openBench } from "../../test/runs.ts";

const bounds = { timeout: 120_000 };

function readTimed(bench: Bench, run: RunId, stream: OutputStream, offset = 0): Promise<OutputChunk> {
  return bench.agent.readOutput({ run, attempt: 1, stream, offset, bytesMax: 1_000_000, withTimes: true });
}

/** The size of a stream's file, once it has come to it; what is waited for announces itself by the file system. */
function grown(path: string, size: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!existsSync(path) || statSync(path).size < size) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(join(path, ".."), look);
    look();
  });
}

/** The times of what is there, as offsets before which it was written. */
function times({ times: found }: OutputChunk): readonly [number, number][] {
  return (found ?? []).map(({ before, at }) => [before, at]);
}

test("each line has the time at which it was written, its stream's own", bounds, async (t) => {
  const bench = openBench(t);
  const line =
    "echo one; until [ -e a ]; do sleep 0.01; done; echo oh >&2; until [ -e b ]; do sleep 0.01; done; printf two";
  const order = bench.order({ command: { kind: "shell", line } });
  const folder = join(bench.folder, `${order.run}.1`);
  bench.agent.start(order);
  await bench.reported("started", order.run);
  const written: number[] = [];
  for (const [path, go] of [
    ["stdout", "a"],
    ["stderr", "b"],
  ] as const) {
    await grown(join(folder, path), 1);
    written.push(Math.floor(statSync(join(folder, path)).mtimeMs));
    // The mark is there before the next line is: one look, by whoever reads.
    await readTimed(bench, order.run, path);
    writeFileSync(join(folder, "work", go), "");
  }
  await bench.settled(order.run);
  const stdout = times(await readTimed(bench, order.run, "stdout"));
  assert.deepEqual(stdout[0], [4, written[0]]);
  assert.equal(stdout[1]?.[0], 7);
  assert.ok((stdout[1]?.[1] ?? 0) >= (written[1] ?? 0));
  assert.deepEqual(times(await readTimed(bench, order.run, "stderr")), [[3, written[1]]]);
  assert.deepEqual(times(await readTimed(bench, order.run, "stdout", 4)), stdout.slice(1));
});

test("lines are marked though nobody reads, while they come", bounds, async (t) => {
  const bench = openBench(t, { pollMs: 3_600_000 });
  const line = "for n in 1 2 3; do echo $n; until [ -e $n ]; do sleep 0.01; done; done";
  const order = bench.order({ command: { kind: "shell", line } });
  const folder = join(bench.folder, `${order.run}.1`);
  bench.agent.start(order);
  await bench.reported("started", order.run);
  for (const [index, go] of ["1", "2", "3"].entries()) {
    await grown(join(folder, "stdout.times"), (index + 1) * 16);
    writeFileSync(join(folder, "work", go), "");
  }
  await bench.settled(order.run);
  const found = times(await readTimed(bench, order.run, "stdout"));
  assert.deepEqual(
    found.map(([before]) => before),
    [2, 4, 6],
  );
  assert.deepEqual(
    found,
    found.toSorted((a, b) => a[1] - b[1]),
  );
});

test(
  "what a secret's masking or an agent's return changes is not taken for output's time",
  bounds,
  async (t) => {
    const bench = openBench(t);
    const order = bench.order({
      command: { kind: "shell", line: 'echo "$TOKEN"' },
      environment: { TOKEN: "hidden-word" },
      secrets: ["TOKEN"],
    });
    bench.agent.start(order);
    await bench.settled(order.run);
    const before = await readTimed(bench, order.run, "stdout");
    assert.equal(Buffer.from(before.bytes).toString(), "***********\n");
    utimesSync(join(bench.folder, `${order.run}.1`, "stdout"), 1, 1);
    bench.restart();
    await bench.agent.recover();
    assert.deepEqual((await readTimed(bench, order.run, "stdout")).times, before.times);
    assert.equal(before.times?.length, 1);
  },
);

test("a reader that does not ask is not told of times", bounds, async (t) => {
  const bench = openBench(t);
  const order = bench.order({ command: { kind: "shell", line: "echo one" } });
  bench.agent.start(order);
  await bench.settled(order.run);
  const request = { run: order.run, attempt: 1, stream: "stdout", offset: 0, bytesMax: 10 } as const;
  assert.equal("times" in (await bench.agent.readOutput(request)), false);
});
