import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { machineOf, Player } from "../../test/player.ts";

function failing(more: Record<string, Json>, input: Json = {}): Promise<Player> {
  return new Player(machineOf({ S: { Type: "Fail", ...more } }), input).start();
}

test("a Fail state has no exit, and its words are the execution's", async () => {
  const player = await failing({ Error: "Mine", Cause: "because" });
  assert.deepEqual(player.types, ["ExecutionStarted", "FailStateEntered", "ExecutionFailed"]);
  assert.deepEqual(player.history[2]?.details, { error: "Mine", cause: "because" });
});

test("a Fail state that says nothing leaves both members out", async () => {
  const player = await failing({});
  assert.deepEqual(player.history[2]?.details, {});
  assert.deepEqual(player.state.failure, {});
});

test("its words may come from the input, from the context and from functions", async () => {
  const more = { ErrorPath: "$.e", CausePath: "States.Format('{} in {}', $.c, $$.State.Name)" };
  const player = await failing(more, { e: "Dynamic", c: "disk" });
  assert.deepEqual(player.state.failure, { error: "Dynamic", cause: "disk in S" });
});

test("a Fail state in a branch may be caught by the Parallel", async () => {
  const branch = machineOf({ Inner: { Type: "Fail", Error: "Mine", Cause: "c" } });
  const definition = machineOf({
    S: {
      Type: "Parallel",
      Branches: [branch],
      Catch: [{ ErrorEquals: ["Mine"], Next: "After" }],
      End: true,
    },
    After: { Type: "Succeed" },
  });
  const player = await new Player(definition).start();
  assert.deepEqual(player.state.output, { Error: "Mine", Cause: "c" });
});
