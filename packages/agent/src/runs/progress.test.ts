import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunOrder, RunReport } from "@landbridge/model";
import { openBench } from "../../test/runs.ts";

const bounds = { timeout: 120_000 };

function shell(line: string): Pick<RunOrder, "command"> {
  return { command: { kind: "shell", line } };
}

/** Whole at once, as a job should write it. */
const tell = `tell() { printf '%s' "$1" >"$LANDBRIDGE_PROGRESS_FILE.new"; mv "$LANDBRIDGE_PROGRESS_FILE.new" "$LANDBRIDGE_PROGRESS_FILE"; }`;

function progressIn(reports: readonly RunReport[]): readonly unknown[] {
  return reports.flatMap((report) => (report.kind === "progress" ? [report.progress] : []));
}

test("what a job says of its progress is told while it runs", bounds, async (t) => {
  const bench = openBench(t, { progressMsMin: 0 });
  const order = bench.order(
    shell(`${tell}; tell '{"percent":10,"message":"table 1","metrics":{"rows":7}}'; sleep 60`),
  );
  bench.agent.start(order);
  await bench.reported("progress", order.run);
  assert.deepEqual(progressIn(bench.reports), [{ percent: 10, message: "table 1", metrics: { rows: 7 } }]);
  bench.agent.stop({ run: order.run, attempt: 1, epoch: order.epoch });
  await bench.settled(order.run);
});

test("what it says last is told before its end, however quick it was", bounds, async (t) => {
  const bench = openBench(t, { progressMsMin: 3_600_000 });
  const order = bench.order(shell(`${tell}; tell '{"percent":50}'; tell '{"percent":100,"message":"done"}'`));
  bench.agent.start(order);
  await bench.settled(order.run);
  assert.equal(bench.reports.at(-1)?.kind, "ended");
  assert.deepEqual(progressIn(bench.reports).at(-1), { percent: 100, message: "done" });
});

test("a file that says nothing of use is no news, and harms nobody", bounds, async (t) => {
  const bench = openBench(t, { progressMsMin: 0 });
  const lines = [
    `printf '{"percent":' >"$LANDBRIDGE_PROGRESS_FILE"`,
    `mkfifo "$LANDBRIDGE_PROGRESS_FILE"`,
    `mkdir "$LANDBRIDGE_PROGRESS_FILE"`,
    `head -c 200000 /dev/zero >"$LANDBRIDGE_PROGRESS_FILE"`,
  ];
  for (const line of lines) {
    const order = bench.order(shell(line));
    bench.agent.start(order);
    const report = await bench.settled(order.run);
    assert.ok(report.kind === "ended" && report.exit.kind === "code" && report.exit.code === 0, line);
  }
  assert.deepEqual(progressIn(bench.reports), []);
});

test("a secret is masked in it", bounds, async (t) => {
  const bench = openBench(t, { progressMsMin: 0 });
  const order = {
    ...bench.order(shell(`${tell}; tell "{\\"message\\":\\"with $PASSWORD\\"}"`)),
    environment: { PASSWORD: "hunter2-hunter2" },
    secrets: ["PASSWORD"],
  };
  bench.agent.start(order);
  await bench.settled(order.run);
  const said = JSON.stringify(progressIn(bench.reports));
  assert.match(said, /with /);
  assert.ok(!said.includes("hunter2"), said);
});
