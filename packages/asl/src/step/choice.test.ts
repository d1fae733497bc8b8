import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { machineOf, Player } from "../../test/player.ts";

function choose(more: Record<string, Json>, input: Json): Promise<Player> {
  const Choices = [
    { Variable: "$.n", NumericGreaterThan: 5, Next: "Big" },
    { Variable: "$.n", NumericGreaterThan: 1, Next: "Middle" },
  ];
  const end = { Type: "Pass", End: true };
  const states = { S: { Type: "Choice", Choices, ...more }, Big: end, Middle: end, Small: end };
  const used = "Default" in more ? states : { S: states.S, Big: end, Middle: end };
  return new Player(machineOf(used), input).start();
}

function entered(player: Player): Json | undefined {
  const event = player.history.findLast((one) => one.type === "PassStateEntered");
  return event?.details?.["name"] as string | undefined;
}

test("the first rule that matches is taken", async () => {
  assert.equal(entered(await choose({ Default: "Small" }, { n: 9 })), "Big");
  assert.equal(entered(await choose({ Default: "Small" }, { n: 3 })), "Middle");
});

test("without a match it goes to Default", async () => {
  assert.equal(entered(await choose({ Default: "Small" }, { n: 0 })), "Small");
});

test("without a match and without Default the execution fails", async () => {
  const player = await choose({}, { n: 0 });
  const { error, cause } = player.state.failure ?? {};
  assert.equal(error, "States.Runtime");
  assert.match(
    cause ?? "",
    /#2\)\. Failed to transition out of the state\. The state does not point to a next state\.$/,
  );
});

test("a Variable that is not there fails the execution in AWS's words", async () => {
  const player = await choose({ Default: "Small" }, {});
  assert.match(
    player.state.failure?.cause ?? "",
    /Invalid path '\$\.n': The choice state's condition path references an invalid value\.$/,
  );
});

test("rules see what InputPath selects, and OutputPath shapes what goes on", async () => {
  const player = await choose({ Default: "Small", InputPath: "$.in", OutputPath: "$.n" }, { in: { n: 9 } });
  assert.deepEqual([entered(player), player.state.output], ["Big", 9]);
});
