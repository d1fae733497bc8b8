import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { isAlive, poolUnderTest, systemClock, untilGone } from "../../test/functions.ts";

const pidOf = "export const handler = async () => process.pid;";

test("invocations reuse a warm worker", async (t) => {
  const { only, value } = poolUnderTest(t);
  only("let n = 0; export const handler = async () => ++n;");
  assert.deepEqual([await value(), await value(), await value()], [1, 2, 3]);
});

test("slow invocations run side by side up to the function's concurrency", async (t) => {
  const { only, value, lines } = poolUnderTest(t);
  const { entry } = only(
    `import { existsSync } from "node:fs";
    export const handler = async () => {
      console.log("begun");
      while (!existsSync(import.meta.filename + ".go")) await new Promise((r) => setTimeout(r, 5));
      return process.pid;
    };`,
    { concurrency: 3 },
  );
  const pids = Array.from({ length: 9 }, () => value());
  await lines("begun", 3);
  writeFileSync(`${entry}.go`, "");
  assert.equal(new Set(await Promise.all(pids)).size, 3);
});

test("the same definition keeps its workers, a changed one replaces them, and so does a new file", async (t) => {
  const { pool, only, value } = poolUnderTest(t);
  const definition = only(pidOf);
  const first = await value();
  pool.define([{ ...definition }]);
  assert.equal(await value(), first);
  pool.define([{ ...definition, environment: { A: "1" } }]);
  const second = await value();
  assert.notEqual(second, first);
  await untilGone(Number(first));
  appendFileSync(definition.entry, "\n");
  pool.define([{ ...definition, environment: { A: "1" } }]);
  assert.notEqual(await value(), second);
});

test("a redefinition lets the invocation under way finish as it was, and moves what waits", async (t) => {
  const { pool, only, value, call, line } = poolUnderTest(t);
  const definition = only(
    "export const handler = async () => { console.log('begun'); await new Promise((r) => setTimeout(r, 200)); return process.env.V; };",
    { environment: { V: "old" } },
  );
  const running = value();
  await line("begun");
  const waiting = value();
  pool.define([{ ...definition, environment: { V: "new" } }]);
  assert.equal(await running, "old");
  assert.equal(await waiting, "new");
  const last = value();
  await call();
  assert.equal(await last, "new");
});

test("a removed function lets its invocation finish; what waits, and what comes, is not found", async (t) => {
  const { pool, only, value, call, line } = poolUnderTest(t);
  only(
    "export const handler = async () => { console.log('begun'); await new Promise((r) => setTimeout(r, 200)); return 1; };",
  );
  const running = value();
  await line("begun");
  const waiting = call();
  pool.define([]);
  assert.deepEqual(await waiting, { kind: "not-found" });
  assert.deepEqual(await call(), { kind: "not-found" });
  assert.equal(await running, 1);
});

test("past the bound of those who wait an invocation is throttled at once", async (t) => {
  const { only, call } = poolUnderTest(t, { waitingMax: 5 });
  only("export const handler = async () => { await new Promise((r) => setTimeout(r, 50)); return 1; };");
  const results = await Promise.all(Array.from({ length: 8 }, () => call()));
  assert.deepEqual(
    results.map(({ kind }) => kind),
    [...Array.from({ length: 5 }, () => "succeeded"), ...Array.from({ length: 3 }, () => "throttled")],
  );
});

test("more functions than processes all get their turn", async (t) => {
  const { pool, write, value } = poolUnderTest(t, { processesMax: 2 });
  const names = ["a", "b", "c", "d", "e"];
  pool.define(names.map((name) => write(pidOf, { name, concurrency: 2 })));
  const rounds = [...names, ...names].map((name) => value({}, name));
  assert.equal((await Promise.all(rounds)).length, 10);
});

test("a function that never pauses gives way to one that has no worker", async (t) => {
  const { pool, write, value } = poolUnderTest(t, { processesMax: 1 });
  pool.define([write(pidOf, { name: "busy" }), write(pidOf, { name: "late" })]);
  let isServed = false;
  const hog = async (): Promise<void> => {
    while (!isServed) await value({}, "busy");
  };
  const hogs = Promise.all(Array.from({ length: 8 }, hog));
  await value({}, "busy");
  await value({}, "late");
  isServed = true;
  await hogs;
});

test("an idle worker ends after its time", async (t) => {
  const { only, value } = poolUnderTest(t, { idleSeconds: 0 });
  only(pidOf);
  await untilGone(Number(await value()));
});

test("a function whose start failed rests, and a new definition wakes it", async (t) => {
  // Its time stands still, so that the rest is not over however slow the machine is.
  const now = systemClock.now();
  const { pool, only, call, value } = poolUnderTest(t, { clock: { ...systemClock, now: () => now } });
  const definition = only(
    `import { appendFileSync } from "node:fs";
    appendFileSync(import.meta.filename + ".starts", "x");
    throw new Error('not yet');`,
  );
  assert.equal((await call()).kind, "failed");
  assert.equal((await call()).kind, "failed");
  assert.equal(readFileSync(`${definition.entry}.starts`, "utf8"), "x", "answered without a start");
  writeFileSync(definition.entry, "export const handler = async () => 'now it is';");
  pool.define([definition]);
  assert.equal(await value(), "now it is");
});

test("close waits for what is under way and rejects what has not started", async (t) => {
  const { pool, only, value, call, line } = poolUnderTest(t, { closeGraceSeconds: 100 });
  only(
    "export const handler = async () => { console.log('begun ' + process.pid); await new Promise((r) => setTimeout(r, 100)); return 1; };",
  );
  const running = value();
  const pid = Number((await line("begun")).text.split(" ")[1]);
  const waiting = assert.rejects(call(), { code: "POOL_CLOSED" });
  await Promise.all([pool.close(), waiting, assert.doesNotReject(running)]);
  assert.equal(isAlive(pid), false);
  await assert.rejects(call(), { code: "POOL_CLOSED" });
});

test("close ends what outlasts the grace, and says that it has no outcome", async (t) => {
  const { pool, only, call, line } = poolUnderTest(t, { closeGraceSeconds: 0 });
  only("export const handler = async () => { console.log('begun'); while (true); };");
  const running = assert.rejects(call(), { code: "POOL_CLOSED" });
  await line("begun");
  await Promise.all([pool.close(), running]);
});

test("what a handler started ends with its worker", async (t) => {
  const { only, value, call } = poolUnderTest(t);
  only(`import { spawn } from "node:child_process";
    export const handler = async (e) => { if (e.exit) process.exit(1); return spawn("sleep", ["600"], { stdio: "ignore" }).pid; };`);
  const pid = Number(await value());
  assert.ok(isAlive(pid));
  await call({ exit: true });
  await untilGone(pid);
});

for (const [what, body] of Object.entries({
  asleep: "await new Promise((r) => setTimeout(r, 600_000));",
  "in a busy loop": "while (true);",
})) {
  test(`kill -9 of the pool's process leaves no worker that is ${what}`, async (t) => {
    const { write } = poolUnderTest(t);
    const definition = write(
      `export const handler = async () => { console.log("pid " + process.pid); ${body} };`,
      {
        timeoutSeconds: 900,
      },
    );
    const source = `
      import { createFunctionPool } from ${JSON.stringify(new URL("./pool.ts", import.meta.url).href)};
      import { systemClock } from ${JSON.stringify(new URL("../../test/functions.ts", import.meta.url).href)};
      const pool = createFunctionPool({ clock: systemClock, logs: ({ text }) => console.log(text) });
      pool.define([${JSON.stringify(definition)}]);
      void pool.invoke({ name: "f", payload: "{}", requestId: "r" });`;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", source], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [printed] = await once(parent.stdout, "data");
    const pid = Number(String(printed).split(" ")[1]);
    assert.ok(isAlive(pid));
    parent.kill("SIGKILL");
    await untilGone(pid);
  });
}

test("the system's clock of these tests fires in the future", async () => {
  await new Promise<void>((resolve) => systemClock.setTimer(systemClock.now(), resolve));
});
