import assert from "node:assert/strict";
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { onDisk, sound } from "../test/project-on-disk.ts";
import { readProject } from "./read-project.ts";

test("a sound project is read with every default filled in", async () => {
  const folder = onDisk(sound);
  const { definitions, issues } = await readProject(folder);
  assert.deepEqual(issues, []);
  assert.deepEqual(definitions, {
    name: "shop",
    jobs: [
      {
        name: "load",
        command: { kind: "arguments", argv: ["node", "load.js"] },
        environment: {},
        killGraceSeconds: 10,
        successExitCodes: [0],
        concurrency: "forbid",
        retry: { maxAttempts: 0, intervalSeconds: 10, backoffRate: 2 },
        data: "normal",
        outputBytesMax: 10_000_000,
        parameters: {},
      },
    ],
    functions: [
      {
        name: "check",
        entry: join(realpathSync(folder), "functions/check/index.mjs"),
        handler: "index.handler",
        memoryMegabytes: 128,
        timeoutSeconds: 30,
        concurrency: 10,
        environment: {},
      },
    ],
    stateMachines: [
      {
        name: "nightly",
        type: "STANDARD",
        definition: sound["workflows/nightly.asl.json"],
        roleArn: "arn:aws:iam::000000000000:role/landbridge",
      },
    ],
    schedules: [
      {
        name: "every-day",
        expression: "rate(1 day)",
        timezone: "UTC",
        target: { kind: "state-machine", stateMachine: "nightly" },
        input: {},
        state: "ENABLED",
      },
    ],
  });
});

test("whatever can be written is read as it was written", async () => {
  const folder = onDisk({
    "landbridge.yaml": `name: shop
description: d
parameters: { region: north, unused: x }
defaults: { timezone: Europe/Berlin, roleArn: "arn:aws:iam::111122223333:role/app" }
`,
    "jobs/any.yml": `name: load-all
description: d
command: echo "$A" | sort
workingDirectory: data
environment: { A: text, B: { input: "$.batch.files[0]" }, C: { parameter: region } }
timeout: 2h
killGrace: 500ms
successExitCodes: [0, 3]
concurrency: queue
retry: { maxAttempts: 2, interval: 1m, backoffRate: 1.5 }
data: sensitive
outputMax: 64KiB
`,
    "functions/check/index.ts": "export const handler = () => 1;",
    "functions/check/function.yaml": `handler: index.api.handler
memory: 512
timeout: 15m
concurrency: 2
environment: { REGION: { parameter: region }, MODE: fast }
`,
    "workflows/nightly.asl.yaml": "StartAt: A\nStates:\n  A: { Type: Succeed }\n",
    "workflows/nightly.yaml": "type: EXPRESS\nroleArn: arn:aws:iam::111122223333:role/other\n",
    "schedules/any.yaml": `name: evening
description: d
expression: cron(30 18 ? * MON-FRI *)
timezone: America/New_York
target: { job: load-all }
input: { batch: { files: [a, b] } }
state: DISABLED
`,
  });
  const { definitions, issues } = await readProject(folder);
  assert.deepEqual(issues, []);
  assert.deepEqual(definitions?.jobs[0], {
    name: "load-all",
    description: "d",
    command: { kind: "shell", line: 'echo "$A" | sort' },
    workingDirectory: join(realpathSync(folder), "data"),
    environment: { A: "text", B: { input: "$.batch.files[0]" }, C: { parameter: "region" } },
    timeoutSeconds: 7_200,
    killGraceSeconds: 0.5,
    successExitCodes: [0, 3],
    concurrency: "queue",
    retry: { maxAttempts: 2, intervalSeconds: 60, backoffRate: 1.5 },
    data: "sensitive",
    outputBytesMax: 65_536,
    parameters: { region: "north" },
  });
  const [check] = definitions?.functions ?? [];
  assert.deepEqual(check?.environment, { REGION: "north", MODE: "fast" });
  assert.deepEqual([check?.memoryMegabytes, check?.timeoutSeconds, check?.concurrency], [512, 900, 2]);
  const [nightly] = definitions?.stateMachines ?? [];
  assert.equal(nightly?.type, "EXPRESS");
  assert.deepEqual(JSON.parse(nightly?.definition ?? ""), {
    StartAt: "A",
    States: { A: { Type: "Succeed" } },
  });
  assert.deepEqual(definitions?.schedules[0], {
    name: "evening",
    description: "d",
    expression: "cron(30 18 ? * MON-FRI *)",
    timezone: "America/New_York",
    target: { kind: "job", job: "load-all" },
    input: { batch: { files: ["a", "b"] } },
    state: "DISABLED",
  });
});

test("a project may be nothing but its name", async () => {
  const { definitions } = await readProject(onDisk({ "landbridge.yaml": "name: empty" }));
  assert.deepEqual(definitions, { name: "empty", jobs: [], functions: [], stateMachines: [], schedules: [] });
});

test("the example has no mistake", async () => {
  const { definitions, issues } = await readProject(
    fileURLToPath(new URL("../../../examples/bank", import.meta.url)),
  );
  assert.deepEqual(issues, []);
  assert.equal(definitions?.functions.length, 6);
});
