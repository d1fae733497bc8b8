import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import {
  applyDelta,
  awsLimits,
  type Command,
  type ExecutionEvent,
  initialState,
  parseMachine,
  step,
} from "@landbridge/asl";
import {
  epochMs,
  isJsonObject,
  type Json,
  type ProjectDefinitions,
  parseJson,
  taskToken,
} from "@landbridge/model";
import { readProject } from "../src/index.ts";

// The example's state machine, stepped for real over the example's own functions and its load: what one state
// leaves behind is what the next one asks for.

const bank = fileURLToPath(new URL("../../../examples/bank", import.meta.url));
const NOW = epochMs(1_767_637_800_000);
let out = "";
let definitions: ProjectDefinitions;

before(async () => {
  out = await mkdtemp(join(tmpdir(), "bank-"));
  process.env["OUT"] = out;
  const project = await readProject(bank);
  assert.ok(project.definitions !== undefined);
  definitions = project.definitions;
});
after(() => rm(out, { recursive: true, force: true }));

type RunJob = (input: Json) => Promise<ExecutionEvent>;

/** Runs an execution to its end; `states` are those that it entered, in order. */
async function execute(name: string, runJob: RunJob) {
  const { machine } = parseMachine(definitions.stateMachines[0]?.definition ?? "");
  assert.ok(machine !== undefined);
  const arn = `arn:aws:states:us-east-1:000000000000:execution:end-of-day:${name}`;
  const facts = { name, machineArn: "m", machineName: "end-of-day", roleArn: "r", startedAt: NOW, input: {} };
  const state = initialState({ id: arn, ...facts });
  const states: string[] = [];
  let events: readonly ExecutionEvent[] = [{ kind: "Start" }];
  while (events.length > 0) {
    const turn = await step(machine, state, events, {
      now: NOW,
      seed: [1, 2, 3, 4],
      tokenOf: ({ frame, task }) => taskToken(`${frame}-${task}`),
      limits: awsLimits,
    });
    applyDelta(state, turn.delta);
    for (const event of turn.history)
      if (event.type.endsWith("StateEntered")) {
        const entered = event.details?.["name"];
        if (typeof entered === "string") states.push(entered);
      }
    const tasks = turn.commands.filter((command) => command.kind === "StartTask");
    events = await Promise.all(tasks.map((task) => answer(task, runJob)));
  }
  return { state, states };
}

async function answer(
  command: Extract<Command, { readonly kind: "StartTask" }>,
  runJob: RunJob,
): Promise<ExecutionEvent> {
  const { ref } = command;
  const payload = isJsonObject(command.payload) ? command.payload : {};
  const given = payload["Payload"] ?? null;
  if (payload["FunctionName"] === "landbridge-run-job")
    return { ...(await runJob(given)), ref } as ExecutionEvent;
  const found = definitions.functions.find(({ name }) => name === payload["FunctionName"]);
  assert.ok(found !== undefined);
  const { handler } = (await import(pathToFileURL(found.entry).href)) as {
    handler: (event: Json) => Promise<Json>;
  };
  try {
    const result = parseJson(JSON.stringify(await handler(given))) ?? null;
    return { kind: "TaskSucceeded", ref, output: { StatusCode: 200, Payload: result } };
  } catch (error) {
    assert.ok(error instanceof Error);
    const cause = JSON.stringify({ errorType: error.name, errorMessage: error.message });
    return { kind: "TaskFailed", ref, failure: { error: error.name, cause } };
  }
}

const ref = { frame: 0, task: 0 };

test("an end of day goes through quarantine, four parts and the load to its report", async () => {
  const { state, states } = await execute("day-1", async (payload) => {
    const input = join(out, "input.json");
    await writeFile(input, JSON.stringify(isJsonObject(payload) ? payload["input"] : null));
    const env = { ...process.env, LANDBRIDGE_INPUT_FILE: input };
    await promisify(execFile)(process.execPath, [join(bank, "scripts/load-traffic.ts")], { env });
    return { kind: "TaskSucceeded", ref, output: { status: "SUCCEEDED" } };
  });
  assert.deepEqual(state.failure, undefined);
  assert.equal(state.status, "SUCCEEDED");
  const transforms = ["Transform", "Transform", "Transform", "Transform"];
  assert.deepEqual(states, [
    "Extract",
    "Validate",
    "Quarantine",
    "TransformParts",
    ...transforms,
    "Load",
    "Report",
  ]);
  assert.match(await readFile(join(out, "report.md"), "utf8"), /^# Cash for airports\n\nExecution `day-1`/);
});

test("a refused load is recorded, and the execution ends well", async () => {
  const { state, states } = await execute("day-2", () =>
    Promise.resolve({
      kind: "TaskFailed",
      ref,
      failure: {
        error: "Landbridge.RunRefused",
        cause: '{"errorMessage":"run r1 is in the way","blockingRun":"r1"}',
      },
    }),
  );
  assert.equal(state.status, "SUCCEEDED");
  assert.deepEqual(states.slice(-3), ["Load", "RecordRefusal", "LeftOut"]);
  assert.match(await readFile(join(out, "refusals.csv"), "utf8"), /,day-2,r1,run r1 is in the way\n/);
});

test("a load that fails fails the execution with its cause", async () => {
  const failure = { error: "Landbridge.RunFailed", cause: "exit code 1" };
  const { state } = await execute("day-3", () => Promise.resolve({ kind: "TaskFailed", ref, failure }));
  assert.equal(state.status, "FAILED");
  assert.deepEqual(state.failure, failure);
});
