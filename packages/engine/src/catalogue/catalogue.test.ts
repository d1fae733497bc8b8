import assert from "node:assert/strict";
import { test } from "node:test";
import { LandbridgeError } from "@landbridge/model";
import { type Bench, only, openBench } from "../../test/bench.ts";
import { defaultSettings } from "../rows/machine-row.ts";
import type { CreateMachine } from "./machines.ts";

const hasCode = (code: string) => (error: unknown) => error instanceof LandbridgeError && error.code === code;
const waits = JSON.stringify(only({ Type: "Wait", Seconds: 86_400, End: true }));
const passes = JSON.stringify(only({ Type: "Pass", End: true }));

const machine = (more: Partial<CreateMachine> = {}): CreateMachine => ({
  name: "m",
  type: "STANDARD",
  definition: waits,
  roleArn: "arn:aws:iam::000000000000:role/test",
  settings: defaultSettings,
  tags: [],
  isPublished: false,
  ...more,
});

async function bench(context: { after(done: () => Promise<void>): void }): Promise<Bench> {
  const opened = await openBench();
  context.after(() => opened.close());
  return opened;
}

test("what is made is there after a restart, and an activity's task finds a worker then", async (context) => {
  const first = await bench(context);
  const { catalogue } = first.engine;
  const { arn } = await catalogue.createActivity({
    name: "work",
    encryption: { type: "AWS_OWNED_KEY" },
    tags: [{ key: "k", value: "v" }],
  });
  const definition = JSON.stringify(only({ Type: "Task", Resource: arn, End: true }));
  await catalogue.createMachine(machine({ definition, isPublished: true }));
  await catalogue.createAlias({ machine: "m", name: "live", routes: [{ version: 1, weight: 100 }] });
  const { id } = await first.engine.start({
    machine: "arn:aws:states:us-east-1:000000000000:stateMachine:m:live",
    input: 7,
  });
  const second = await first.restart();
  assert.deepEqual(await second.engine.catalogue.tags(arn), [{ key: "k", value: "v" }]);
  assert.equal((await second.engine.catalogue.alias("m", "live")).routes.length, 1);
  const task = await second.engine.activities.poll(arn);
  assert.equal(task?.input, 7);
  const described = await second.engine.describe(id);
  assert.deepEqual([described.version, described.alias], [1, "live"]);
});

test("a deletion goes on after a crash: what was started before it is stopped, what comes later is not", async (context) => {
  const first = await bench(context);
  await first.engine.catalogue.createMachine(machine());
  const before = await first.engine.start({ machine: "m", input: {} });
  await first.engine.catalogue.deleteMachine("m");
  // What is stopped in the background is not stopped yet, and the process dies.
  const second = await first.restart();
  await assert.rejects(second.engine.start({ machine: "m", input: {} }), hasCode("StateMachineDoesNotExist"));
  second.clock.jump(1);
  await second.engine.catalogue.createMachine(machine());
  const later = await second.engine.start({ machine: "m", input: {} });
  await second.settle();
  assert.equal((await second.engine.describe(before.id)).status, "ABORTED");
  assert.equal((await second.engine.describe(later.id)).status, "RUNNING");
});

test("of two that publish or make at once neither is lost, and no number is given twice", async (context) => {
  const { engine } = await bench(context);
  const { catalogue } = engine;
  const make = (more: Partial<CreateMachine> = {}) =>
    catalogue.createMachine(machine({ isPublished: true, ...more }));
  const made = await Promise.all([make(), make(), make()]);
  assert.equal(new Set(made.map(({ versionArn }) => versionArn)).size, 1);
  await assert.rejects(make({ definition: passes }), hasCode("StateMachineAlreadyExists"));
  const updates = await Promise.all(
    [1, 2, 3].map((seconds) =>
      catalogue.updateMachine({
        name: "m",
        definition: JSON.stringify(only({ Type: "Wait", Seconds: seconds, End: true })),
        settings: {},
        isPublished: true,
      }),
    ),
  );
  assert.equal(new Set(updates.map(({ versionArn }) => versionArn)).size, 3);
  const { versions } = await catalogue.versions("m", { limit: 10 });
  assert.deepEqual(
    versions.map(({ number }) => number),
    [4, 3, 2, 1],
  );
});

test("an alias and the deletion of its version exclude each other", async (context) => {
  const { engine } = await bench(context);
  const { catalogue } = engine;
  for (let round = 0; round < 10; round += 1) {
    const name = `m${round}`;
    await catalogue.createMachine(machine({ name, isPublished: true }));
    const [alias, deletion] = await Promise.allSettled([
      catalogue.createAlias({ machine: name, name: "live", routes: [{ version: 1, weight: 100 }] }),
      catalogue.deleteVersion(name, 1),
    ]);
    const isThere = (await catalogue.version(name, 1)) !== undefined;
    assert.equal(alias.status === "fulfilled", isThere);
    assert.equal(deletion.status === "fulfilled", !isThere);
  }
});

test("what a project folder owns changes with the folder alone", async (context) => {
  const opened = await bench(context);
  const { catalogue } = opened.engine;
  await opened.define("m", only({ Type: "Pass", End: true }));
  const update = { name: "m", definition: waits, settings: {}, isPublished: false };
  await assert.rejects(catalogue.updateMachine(update), hasCode("ConflictException"));
  await assert.rejects(catalogue.deleteMachine("m"), hasCode("ValidationException"));
  const { number } = await catalogue.publishVersion({ machine: "m" });
  await opened.define("m", only({ Type: "Succeed" }));
  assert.equal((await catalogue.publishVersion({ machine: "m" })).number, number + 1);
});
