import assert from "node:assert/strict";
import { test } from "node:test";
import type { ProjectDefinitions, StateMachineDefinition } from "@landbridge/model";
import { describeChanges } from "./changes.ts";

const machine = (name: string, definition: string): StateMachineDefinition => {
  return { name, type: "STANDARD", definition, roleArn: "r" };
};
const project = (stateMachines: readonly StateMachineDefinition[]): ProjectDefinitions => {
  return { name: "p", jobs: [], functions: [], stateMachines, schedules: [] };
};

test("what is new, changed, gone and the same is told apart, by name", () => {
  const before = project([machine("same", "1"), machine("gone", "1"), machine("changed", "1")]);
  const after = project([machine("new", "1"), machine("changed", "2"), machine("same", "1")]);
  assert.deepEqual(describeChanges(before, after), {
    changes: [
      { kind: "state-machine", name: "changed", change: "updated" },
      { kind: "state-machine", name: "gone", change: "deleted" },
      { kind: "state-machine", name: "new", change: "created" },
    ],
    unchangedCount: 1,
  });
});

test("before the first apply everything is new", () => {
  const { changes, unchangedCount } = describeChanges(undefined, project([machine("a", "1")]));
  assert.deepEqual(changes, [{ kind: "state-machine", name: "a", change: "created" }]);
  assert.equal(unchangedCount, 0);
});
