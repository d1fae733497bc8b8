import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { RunOrder, RunReport } from "@landbridge/model";
import { openBench, processesOf } from "../../test/runs.ts";

const bounds = { timeout: 120_000 };

function shell(line: string): Pick<RunOrder, "command"> {
  return { command: { kind: "shell", line } };
}

function exitOf(report: RunReport): unknown {
  assert.equal(report.kind, "ended");
  return report.kind === "ended" ? { how: report.how, exit: report.exit } : undefined;
}

test("a run that exits is reported as started, then as ended with its code", bounds, async (t) => {
  const bench = openBench(t);
  const order = bench.order(shell("exit 3"));
  bench.agent.start(order);
  const ended = await bench.settled(order.run);
  assert.deepEqual(exitOf(ended), { how: "exited", exit: { kind: "code", code: 3 } });
  assert.deepEqual(
    bench.reports.map((report) => report.kind),
    ["started", "ended"],
  );
  assert.deepEqual(processesOf(order.run), []);
});

test(
  "a run that a signal ends is told from one that exits with the number of that signal",
  bounds,
  async (t) => {
    const bench = openBench(t);
    const killed = bench.order(shell("kill -KILL $$"));
    const exiting = bench.order(shell("exit 137"));
    bench.agent.start(killed);
    bench.agent.start(exiting);
    assert.deepEqual(exitOf(await bench.settled(killed.run)), {
      how: "exited",
      exit: { kind: "signal", signal: "SIGKILL" },
    });
    assert.deepEqual(exitOf(await bench.settled(exiting.run)), {
      how: "exited",
      exit: { kind: "code", code: 137 },
    });
  },
);

test("arguments reach the command exactly as they were ordered", bounds, async (t) => {
  const bench = openBench(t);
  const words = ["a b", "", "*", "$HOME", "`id`", "it's", '"', "\\", "-n", "x\ny", "ü"];
  const script = 'for word in "$@"; do printf \'%s\\0\' "$word"; done';
  const order = bench.order({ command: { kind: "arguments", argv: ["sh", "-c", script, "sh", ...words] } });
  bench.agent.start(order);
  await bench.settled(order.run);
  const stdout = readFileSync(join(bench.folder, `${order.run}.1`, "stdout"), "utf8");
  assert.deepEqual(stdout.split("\0").slice(0, -1), words);
});

test("a command finds a clean environment, its own variables, and default signals", bounds, async (t) => {
  const bench = openBench(t);
  const value = 'it\'s "a"\n$(b) \\ `c`';
  process.env["SECRET_OF_THE_SERVER"] = "leak";
  const line = "cat /proc/self/environ; grep SigIgn /proc/self/status >&2; pwd >&2";
  const order = bench.order({ ...shell(line), environment: { MY_VALUE: value, LC_ALL: "C.UTF-8" } });
  bench.agent.start(order);
  await bench.settled(order.run);
  const folder = join(bench.folder, `${order.run}.1`);
  const variables = new Map(
    readFileSync(join(folder, "stdout"), "utf8")
      .split("\0")
      .filter((entry) => entry !== "")
      .map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)] as const),
  );
  assert.equal(variables.get("MY_VALUE"), value);
  assert.equal(variables.get("LANDBRIDGE_JOB"), "test-job");
  assert.equal(variables.get("LANDBRIDGE_RUN_ID"), order.run);
  assert.equal(variables.get("LANDBRIDGE_ATTEMPT"), "1");
  assert.equal(variables.get("LC_ALL"), "C.UTF-8");
  const node = dirname(process.execPath);
  const launchers = fileURLToPath(new URL("./launchers", import.meta.url));
  assert.equal(variables.get("PATH"), `${node}:${process.env["PATH"]}:${launchers}`);
  const known = /^(PATH|HOME|LANG|TZ|MY_VALUE|LC_ALL|LANDBRIDGE_[A-Z_]+|PWD|OLDPWD|SHLVL|_)$/;
  assert.deepEqual(
    [...variables.keys()].filter((name) => !known.test(name)),
    [],
  );
  const stderr = readFileSync(join(folder, "stderr"), "utf8");
  assert.match(stderr, /SigIgn:\s0000000000000000\n/);
  assert.match(stderr, new RegExp(`${order.run}\\.1/work\\n$`));
});

test("a command reads its input file and its result is reported", bounds, async (t) => {
  const bench = openBench(t);
  const order = bench.order(shell('cp "$LANDBRIDGE_INPUT_FILE" "$LANDBRIDGE_RESULT_FILE"'));
  bench.agent.start(order);
  const ended = await bench.reported("ended", order.run);
  assert.deepEqual(ended.result, { customer: 7 });
});

test("a result that is no JSON, no file or too large is left out", bounds, async (t) => {
  const bench = openBench(t, { resultBytesMax: 100 });
  const lines = [
    'echo "{" >"$LANDBRIDGE_RESULT_FILE"',
    'mkfifo "$LANDBRIDGE_RESULT_FILE"',
    'mkdir "$LANDBRIDGE_RESULT_FILE"',
    'printf "%0200d" 0 >"$LANDBRIDGE_RESULT_FILE"',
  ];
  for (const line of lines) {
    const order = bench.order(shell(line));
    bench.agent.start(order);
    const ended = await bench.reported("ended", order.run);
    assert.deepEqual(ended.exit, { kind: "code", code: 0 });
    assert.ok(!("result" in ended), line);
  }
  assert.equal(
    bench.log.filter((message) => message.includes("result file is left out")).length,
    lines.length,
  );
});

test("a run over its time is asked to end, and killed after the grace", bounds, async (t) => {
  const bench = openBench(t);
  const order = bench.order({
    ...shell("trap '' TERM; while :; do sleep 0.05; done"),
    // Long enough for a busy machine to begin it: before its trap it is not deaf.
    timeoutSeconds: 3,
    killGraceSeconds: 0.2,
  });
  bench.agent.start(order);
  assert.deepEqual(exitOf(await bench.settled(order.run)), {
    how: "timed-out",
    exit: { kind: "signal", signal: "SIGKILL" },
  });
  assert.deepEqual(processesOf(order.run), []);
});

test("a run over its time that ends when asked keeps its own exit code", bounds, async (t) => {
  const bench = openBench(t);
  const line = "trap 'exit 9' TERM; while :; do sleep 0.02; done";
  const order = bench.order({ ...shell(line), timeoutSeconds: 3, killGraceSeconds: 60 });
  bench.agent.start(order);
  assert.deepEqual(exitOf(await bench.settled(order.run)), {
    how: "timed-out",
    exit: { kind: "code", code: 9 },
  });
});

test("a child that was left behind is ended before the run is", bounds, async (t) => {
  const bench = openBench(t);
  // The first ignores SIGTERM; timeout(1) makes a process group of its own; the third closed its output.
  const line =
    "(trap '' TERM; sleep 60) & timeout 60 sleep 60 & (exec >/dev/null 2>&1 </dev/null; sleep 60) & exit 0";
  const order = bench.order({ ...shell(line), killGraceSeconds: 0.2 });
  bench.agent.start(order);
  assert.deepEqual(exitOf(await bench.settled(order.run)), {
    how: "exited",
    exit: { kind: "code", code: 0 },
  });
  assert.deepEqual(processesOf(order.run), []);
});

test("a stop ends the run and says so, also when it is asked for twice", bounds, async (t) => {
  const bench = openBench(t);
  const order = bench.order(shell("sleep 60"));
  bench.agent.start(order);
  await bench.reported("started", order.run);
  bench.agent.stop(order);
  bench.agent.stop(order);
  assert.deepEqual(exitOf(await bench.settled(order.run)), {
    how: "stopped",
    exit: { kind: "signal", signal: "SIGTERM" },
  });
  assert.deepEqual(processesOf(order.run), []);
});

test(
  "a signal to the whole group ends the command, and its record is written all the same",
  bounds,
  async (t) => {
    const bench = openBench(t);
    const order = bench.order({ ...shell(": >up; exec sleep 60"), timeoutSeconds: 50 });
    bench.agent.start(order);
    const { identity } = await bench.reported("started", order.run);
    await bench.appears(`${order.run}.1/work/up`);
    process.kill(-identity.pid, "SIGTERM");
    assert.deepEqual(exitOf(await bench.settled(order.run)), {
      how: "exited",
      exit: { kind: "signal", signal: "SIGTERM" },
    });
    assert.deepEqual(processesOf(order.run), []);
  },
);

test(
  "a signal reaches the command and its children, not the supervisor; none reaches what is over",
  bounds,
  async (t) => {
    const bench = openBench(t);
    const line = `trap 'echo got >>trapped; exit 7' USR1; touch ready; while :; do sleep 0.05; done`;
    const order = bench.order({ ...shell(line), timeoutSeconds: 60 });
    const target = { run: order.run, attempt: 1, epoch: 1 };
    assert.equal(await bench.agent.signal({ ...target, signal: "SIGUSR1" }), 0);
    bench.agent.start(order);
    await bench.reported("started", order.run);
    await bench.appears(join(`${order.run}.1`, "work", "ready"));
    assert.equal(await bench.agent.signal({ ...target, epoch: 0, signal: "SIGUSR1" }), 0);
    assert.ok((await bench.agent.signal({ ...target, signal: "SIGUSR1" })) >= 1);
    assert.deepEqual(exitOf(await bench.settled(order.run)), {
      how: "exited",
      exit: { kind: "code", code: 7 },
    });
    assert.equal(await bench.agent.signal({ ...target, signal: "SIGUSR1" }), 0);
    assert.deepEqual(processesOf(order.run), []);
  },
);
