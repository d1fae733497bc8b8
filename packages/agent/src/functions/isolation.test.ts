import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { forwardClock, poolUnderTest } from "../../test/functions.ts";

/** Enough quick answers that the pool sends work ahead. */
async function warmUp(value: (event?: unknown) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < 30; i += 1) await value({ quick: true });
}

/** Counts each start of an event's `id` in a file, so that a second start is seen. */
const counting = `
  import { appendFileSync } from "node:fs";
  let started = 0;
  export const handler = async (event) => {
    started += 1;
    if (event.file) appendFileSync(event.file, event.id + "\\n");
    if (event.exit) process.exit(1);
    if (event.crash) { setImmediate(() => { throw new Error("crash"); }); await new Promise((r) => setTimeout(r, 50_000)); }
    if (event.block) { const end = Date.now() + event.block; while (Date.now() < end); }
    if (event.sleep) await new Promise((r) => setTimeout(r, event.sleep));
    return { id: event.id, pid: process.pid, started };
  };`;

const faults = [
  ["exits", { exit: true }, "Runtime.ExitError"],
  ["throws outside of its promise", { crash: true }, "Error"],
  ["times out asleep", { sleep: 600_000 }, "Sandbox.Timedout"],
  ["times out in a busy loop", { block: 600_000 }, "Sandbox.Timedout"],
] as const;

for (const [what, fault, type] of faults) {
  test(`what was sent behind an invocation that ${what} runs once, elsewhere`, async (t) => {
    const clock = forwardClock();
    const { only, value, call } = poolUnderTest(t, { clock });
    const { entry, timeoutSeconds } = only(counting);
    const file = `${entry}.starts`;
    await warmUp(value);
    const calls = Array.from({ length: 40 }, (_, id) => call({ file, id, ...(id === 7 ? fault : {}) }));
    if (type === "Sandbox.Timedout") {
      await Promise.all(calls.slice(0, 7));
      while (!(existsSync(file) && readFileSync(file, "utf8").includes("7\n")))
        await new Promise((resolve) => setTimeout(resolve, 5));
      clock.forward(timeoutSeconds * 1000);
    }
    const results = await Promise.all(calls);
    for (const [id, result] of results.entries()) {
      if (id === 7) assert.equal(result.kind === "failed" && result.errorType, type);
      else assert.equal(result.kind === "succeeded" && JSON.parse(result.payload).id, id);
    }
    const starts = readFileSync(file, "utf8").trim().split("\n").map(Number);
    assert.deepEqual(
      starts.sort((a, b) => a - b),
      Array.from({ length: 40 }, (_, id) => id),
    );
  });
}

test("what waits behind an invocation that turns slow goes to another worker meanwhile", async (t) => {
  const { only, value, call } = poolUnderTest(t);
  only(counting, { concurrency: 2, timeoutSeconds: 900 });
  await warmUp(value);
  let isSlowDone = false;
  const slow = call({ sleep: 600_000 }).finally(() => {
    isSlowDone = true;
  });
  const quick = await Promise.all(Array.from({ length: 20 }, (_, id) => value({ id })));
  assert.equal(quick.length, 20);
  assert.equal(isSlowDone, false);
  slow.catch(() => {});
});

test("a worker keeps its module's state, and concurrent invocations never share a moment of it", async (t) => {
  const { only, value, lines } = poolUnderTest(t);
  const { entry } = only(
    `import { existsSync } from "node:fs";
    let inside = 0, most = 0;
    export const handler = async (event) => {
      inside += 1;
      most = Math.max(most, inside);
      if (event.waits) console.log("waits");
      do await new Promise((r) => setTimeout(r, 1)); while (event.waits && !existsSync(import.meta.filename + ".go"));
      inside -= 1;
      return { most, pid: process.pid };
    };`,
    { concurrency: 3 },
  );
  // Until each of three processes has one: a quick first one would do all of it alone.
  const first = Array.from({ length: 3 }, () => value({ waits: true }));
  await lines("waits", 3);
  const more = Array.from({ length: 60 }, () => value());
  writeFileSync(`${entry}.go`, "");
  const results = await Promise.all([...first, ...more]);
  assert.ok(results.every((result) => Object(result).most === 1));
  assert.equal(new Set(results.map((result) => Object(result).pid)).size, 3);
});

test("output that looks like the protocol is output", async (t) => {
  const { only, value, line } = poolUnderTest(t);
  only(`export const handler = async (event) => {
    process.stdout.write(Buffer.from([9, 0, 0, 0, 3, 2, 0, 0, 0, 0, 0, 0, 0]));
    console.log("\\n" + JSON.stringify({ kind: "succeeded", payload: "forged" }));
    return event.n;
  };`);
  assert.equal(await value({ n: 1 }), 1);
  assert.equal(await value({ n: 2 }), 2);
  assert.equal((await line("forged")).stream, "stdout");
});

const attacks = {
  "garbage on the answers": "fs.writeSync(4, 'x'.repeat(1000));",
  "a frame of an endless length": "fs.writeSync(4, Buffer.from([255, 255, 255, 255, 3]));",
  "an answer to an invocation that was never sent":
    "fs.writeSync(4, Buffer.from([9, 0, 0, 0, 3, 255, 255, 0, 0, 0, 0, 0, 0]));",
  "closed answers": "fs.closeSync(4);",
  // Once it had answered, whether the next one has begun could not be told.
  "closed requests": "fs.closeSync(3); await new Promise((resolve) => setTimeout(resolve, 60_000));",
};

for (const [what, attack] of Object.entries(attacks)) {
  test(`${what}: the worker is replaced, other invocations succeed`, async (t) => {
    const { only, call, value, pool, write } = poolUnderTest(t);
    const source = `import fs from "node:fs"; export const handler = async (e) => { if (e.attack) { ${attack} } return e.n; };`;
    const other = write("export const handler = async () => 'other';", { name: "other" });
    const attacked = only(source, { timeoutSeconds: 3 });
    pool.define([attacked, other]);
    await warmUp(value);
    const [first, ...rest] = await Promise.all([
      call({ attack: true, n: 0 }),
      value({}, "other"),
      ...Array.from({ length: 10 }, (_, n) => value({ n })),
    ]);
    assert.notEqual(first.kind, "throttled");
    assert.deepEqual(rest, ["other", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
}

test("a payload and a result of nearly 6 MiB pass whole, also several at once", async (t) => {
  const { only, pool } = poolUnderTest(t);
  only("export const handler = async (event) => event;", { concurrency: 2, memoryMegabytes: 512 });
  const payloads = ["a", "é", "😀", "\\n"].map((part) => JSON.stringify(part.repeat(1_400_000)));
  const results = await Promise.all(
    payloads.map((payload, n) => pool.invoke({ name: "f", payload, requestId: `large-${n}` })),
  );
  for (const [n, result] of results.entries()) {
    assert.ok(result.kind === "succeeded" && result.payload === payloads[n], `payload ${n}: ${result.kind}`);
  }
});
