import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { promisify } from "node:util";
import { makeBench } from "../test/crash/bench.ts";
import { jobOf, projectOf } from "../test/crash/projects.ts";

const page = readFileSync(new URL("../../../docs/guide/jobs-api.md", import.meta.url), "utf8");

/** The tour needs them; a machine without them is told, and in CI they must be there. */
const missing = ["curl", "jq"].filter((program) => spawnSync(program, ["--version"]).status !== 0);
const isSkipped = missing.length > 0 && process.env["CI"] !== "true";
const skip = isSkipped && `SKIPPED: install ${missing.join(" and ")} to try the commands of the tour`;

test("the commands of the tour do what the tour says", { skip }, async (context) => {
  const bench = await makeBench(context);
  const hello = jobOf("hello", 'echo hello; echo \'{"rows":7}\' >"$LANDBRIDGE_RESULT_FILE"');
  const jobs = [hello, jobOf("long", "while :; do sleep 0.05; done")];
  const { url, key } = await bench.start({ project: projectOf({ jobs }) });
  const blocks = [...page.matchAll(/```sh\n([^]*?)```/g)].map(([, block]) => block);
  assert.ok(blocks.length >= 9);
  const script = `set -euo pipefail\n${blocks.join("\n")}`;
  const env = { PATH: process.env["PATH"], LANDBRIDGE_URL: url, KEY: key };
  const options = { env, cwd: bench.folder, timeout: 240_000, maxBuffer: 1_048_576 };
  const { stdout } = await promisify(execFile)("bash", ["-c", script], options);
  const facts = [
    /^hello\nlong\n/,
    /the same run: [0-9a-f-]{36}\n/,
    /"text":"hello\\n"/,
    /"status": "SUCCEEDED",\n {2}"exit": \{\n {4}"kind": "code",\n {4}"code": 0\n {2}\},\n {2}"result": \{\n {4}"rows": 7/,
    /\n304\n/,
    /"status": 409,\n {2}"code": "RUN_BLOCKED",\n {2}"isFirst": true/,
    /\n1\n[0-9a-f-]{36}\n|\n2\n[0-9a-f-]{36}\n/,
    /"count": 1,\n {2}"next": null/,
    /`runs:launch` on job "long" needs the scope `operate` or the launch grant `job:long`/,
  ];
  for (const fact of facts) assert.match(stdout, fact);
});
