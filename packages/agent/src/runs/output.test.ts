import assert from "node:assert/strict";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type OutputChunk, type OutputStream, type RunId, runId } from "@landbridge/model";
import { type Bench, openBench, processesOf } from "../../test/runs.ts";

const bounds = { timeout: 120_000 };

function read(bench: Bench, run: RunId, stream: OutputStream, offset = 0): Promise<OutputChunk> {
  return bench.agent.readOutput({ run, attempt: 1, stream, offset, bytesMax: 1_000_000 });
}

test("output keeps every byte, each stream apart", bounds, async (t) => {
  const bench = openBench(t);
  const line = "printf '\\000\\377\\376a\\n\\200'; printf 'oops' >&2";
  const order = bench.order({ command: { kind: "shell", line } });
  bench.agent.start(order);
  await bench.settled(order.run);
  const stdout = await read(bench, order.run, "stdout");
  assert.deepEqual([...stdout.bytes], [0, 255, 254, 97, 10, 128]);
  assert.deepEqual([stdout.offset, stdout.droppedBefore, stdout.isLast], [0, 0, true]);
  assert.equal(Buffer.from((await read(bench, order.run, "stderr")).bytes).toString(), "oops");
  const past = await read(bench, order.run, "stdout", 1_000);
  assert.deepEqual([past.bytes.length, past.isLast], [0, true]);
});

test(
  "a job that closes its descriptors runs on, and its output up to there and its code are kept",
  bounds,
  async (t) => {
    const bench = openBench(t);
    const line = "echo before; exec <&- >&- 2>&-; touch closed; until [ -e go ]; do sleep 0.02; done; exit 7";
    const order = bench.order({ command: { kind: "shell", line } });
    bench.agent.start(order);
    await bench.reported("started", order.run);
    await bench.appears(`${order.run}.1/work/closed`);
    assert.equal((await read(bench, order.run, "stdout")).isLast, false);
    writeFileSync(join(bench.folder, `${order.run}.1/work/go`), "");
    const ended = await bench.reported("ended", order.run);
    assert.deepEqual([ended.how, ended.exit], ["exited", { kind: "code", code: 7 }]);
    const { bytes, isLast } = await read(bench, order.run, "stdout");
    assert.deepEqual([Buffer.from(bytes).toString(), isLast], ["before\n", true]);
    assert.deepEqual(processesOf(order.run), []);
  },
);

test("output can be followed from the first line to the last", bounds, async (t) => {
  const bench = openBench(t);
  const line = "echo 1; sleep 0.1; echo 2; sleep 0.1; echo 3";
  const order = bench.order({ command: { kind: "shell", line } });
  let text = "";
  const whole = new Promise<void>((resolve, reject) => {
    let offset = 0;
    let reading = Promise.resolve();
    const more = async (): Promise<void> => {
      const chunk = await read(bench, order.run, "stdout", offset);
      text += Buffer.from(chunk.bytes).toString();
      offset = chunk.offset + chunk.bytes.length;
      if (!chunk.isLast) return;
      stop();
      resolve();
    };
    const stop = bench.agent.watchOutput(order.run, 1, () => {
      reading = reading.then(more).catch(reject);
    });
  });
  bench.agent.start(order);
  await whole;
  assert.equal(text, "1\n2\n3\n");
});

test("output over its bound gives up its oldest part, on disk too, and offsets stay", bounds, async (t) => {
  const bench = openBench(t, { pollMs: 20 });
  const line = "seq -f %015.0f 1 500000; while ! [ -e go ]; do sleep 0.02; done";
  const order = bench.order({ command: { kind: "shell", line }, outputBytesMax: 1_000_000 });
  bench.agent.start(order);
  await bench.reported("started", order.run);
  const path = join(bench.folder, `${order.run}.1/stdout`);
  await new Promise<void>((resolve) => {
    const stop = bench.agent.watchOutput(order.run, 1, () => {
      const { size, blocks } = statSync(path);
      if (size < 8_000_000 || blocks * 512 > 1_000_000) return;
      stop();
      resolve();
    });
  });
  bench.agent.stop(order);
  await bench.settled(order.run);
  const chunk = await read(bench, order.run, "stdout");
  assert.ok(chunk.droppedBefore >= 7_000_000 && chunk.offset === chunk.droppedBefore);
  assert.equal(chunk.offset + chunk.bytes.length, 8_000_000);
  const at = chunk.offset / 16;
  assert.equal(Buffer.from(chunk.bytes.subarray(0, 16)).toString(), `${String(at + 1).padStart(15, "0")}\n`);
  assert.ok(chunk.isLast);
});

test("output of what never ran here is not found", bounds, async (t) => {
  const bench = openBench(t);
  await assert.rejects(read(bench, runId("no-such-run"), "stdout"), { code: "OUTPUT_NOT_FOUND" });
  await assert.rejects(read(bench, runId("../../etc"), "stdout"), { code: "OUTPUT_NOT_FOUND" });
});
