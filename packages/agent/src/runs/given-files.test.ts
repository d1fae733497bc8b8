import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { RunOrder } from "@landbridge/model";
import { type Bench, openBench, processesOf } from "../../test/runs.ts";

const bounds = { timeout: 30_000 };
const key = "-----BEGIN KEY-----\nfour-score-and-seven\n-----END KEY-----\n";
const given = {
  environment: { KEY_FILE: key, PLAIN: "x" },
  files: ["KEY_FILE"],
  secrets: ["KEY_FILE"],
} as const;

function shell(line: string): Pick<RunOrder, "command"> {
  return { command: { kind: "shell", line } };
}

/** Everything of an attempt that is left on the disk, as text. */
function leftOf(bench: Bench, order: RunOrder): string {
  const folder = join(bench.folder, `${order.run}.1`);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

test(
  "a value that is given as a file is in a file of its user alone, and nowhere else",
  bounds,
  async (t) => {
    const bench = openBench(t);
    const line = `
    stat -c '%a %n' "$KEY_FILE" "$(dirname "$KEY_FILE")"; cat "$KEY_FILE" >&2
    echo begun; until [ -e go ]; do sleep 0.02; done; env | grep -c "four-[s]core"; tr '\\0' '\\n' <"/proc/$$/environ" | grep -c "four-[s]core"`;
    const order = bench.order({ ...shell(line), ...given });
    const folder = join(bench.folder, `${order.run}.1`);
    bench.agent.start(order);
    await bench.reported("started", order.run);
    await bench.appears(`${order.run}.1/state/supervisor.log`);
    for (const pid of processesOf(order.run))
      assert.doesNotMatch(readFileSync(`/proc/${pid}/cmdline`, "latin1"), /four-score/);
    assert.equal(statSync(join(folder, "files")).mode & 0o777, 0o700);
    writeFileSync(join(folder, "work", "go"), "");
    await bench.settled(order.run);
    const read = async (stream: "stdout" | "stderr"): Promise<string> => {
      const request = { run: order.run, attempt: 1, stream, offset: 0, bytesMax: 10_000 };
      return Buffer.from((await bench.agent.readOutput(request)).bytes).toString();
    };
    const file = join(folder, "files", "KEY_FILE");
    assert.equal(await read("stdout"), `600 ${file}\n700 ${join(folder, "files")}\nbegun\n0\n0\n`);
    assert.equal(await read("stderr"), "*".repeat(key.length));
    assert.deepEqual(
      [existsSync(join(folder, "files")), existsSync(join(folder, "input.json"))],
      [false, false],
    );
    assert.doesNotMatch(leftOf(bench, order), /four-score/);
  },
);

test("files go with a run that ends while no agent lives", bounds, async (t) => {
  const bench = openBench(t);
  const order = bench.order({ ...shell("until [ -e go ]; do sleep 0.02; done"), ...given });
  bench.agent.start(order);
  await bench.reported("started", order.run);
  await bench.appears(`${order.run}.1/state/supervisor.log`);
  bench.agent.close();
  assert.ok(existsSync(join(bench.folder, `${order.run}.1/files/KEY_FILE`)));
  writeFileSync(join(bench.folder, `${order.run}.1/work/go`), "");
  await bench.appears(`${order.run}.1/state/exit`);
  assert.equal(existsSync(join(bench.folder, `${order.run}.1/files`)), false);
});

test("files go though agent and supervisor were killed: the next agent removes them", bounds, async (t) => {
  const bench = openBench(t);
  const order = bench.order({ ...shell("until [ -e go ]; do sleep 0.02; done"), ...given });
  bench.agent.start(order);
  const { identity } = await bench.reported("started", order.run);
  await bench.appears(`${order.run}.1/state/supervisor.log`);
  bench.agent.close();
  process.kill(-identity.pid, "SIGKILL");
  bench.restart();
  await bench.reported("gone", order.run);
  assert.equal(existsSync(join(bench.folder, `${order.run}.1/files`)), false);
  assert.doesNotMatch(leftOf(bench, order), /four-score/);
});

test("files of what could not be started go too", bounds, async (t) => {
  const bench = openBench(t);
  await bench.agent.recover();
  const order = bench.order({ ...shell("true"), ...given, files: ["KEY_FILE", "OTHER"] });
  bench.agent.start(order);
  assert.match((await bench.reported("not-started", order.run)).reason, /"OTHER" has no content/);
  assert.doesNotMatch(leftOf(bench, order), /four-score/);
});
