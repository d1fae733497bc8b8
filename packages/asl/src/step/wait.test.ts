import assert from "node:assert/strict";
import { test } from "node:test";
import { only, Player } from "../../test/player.ts";

test("a Wait ends after its seconds, and passes its input on", async () => {
  const player = await new Player(only({ Type: "Wait", Seconds: 90 }), { a: 1 }).start();
  assert.equal(player.wakeAt, player.now + 90_000);
  await player.wake();
  assert.deepEqual(player.state.output, { a: 1 });
});

test("a step before the time changes nothing", async () => {
  const player = await new Player(only({ Type: "Wait", Seconds: 90 })).start();
  const before = player.history.length;
  await player.post();
  assert.deepEqual([player.history.length, player.isOver], [before, false]);
});

test("a Wait for an instant that is over passes at once", async () => {
  const player = await new Player(only({ Type: "Wait", Timestamp: "2001-09-09T01:46:40Z" })).start();
  assert.equal(player.state.status, "SUCCEEDED");
});

test("a Wait until an instant to come, found by a path", async () => {
  const state = { Type: "Wait", TimestampPath: "$.at", OutputPath: "$.at" };
  const player = await new Player(only(state), { at: "2023-11-14T23:13:20+01:00" }).start();
  assert.equal(player.state.status, "SUCCEEDED", "it is that instant now");
  const later = await new Player(only(state), { at: "2023-11-14T22:13:21.5Z" }).start();
  assert.equal(later.wakeAt, later.now + 1_500);
});

test("a computed instant may be without seconds, but not without an offset", async () => {
  const statuses: unknown[] = [];
  for (const at of [
    "2001-09-09T01:46Z",
    "2001-09-09t01:46:40.5z",
    "2001-09-09T01:46:40",
    "2001-09-09T25:00Z",
  ]) {
    const path = { Type: "Wait", TimestampPath: "$.at" };
    const expression = { Type: "Wait", QueryLanguage: "JSONata", Timestamp: "{% $states.input.at %}" };
    for (const state of [path, expression]) {
      statuses.push((await new Player(only(state), { at }).start()).state.status);
    }
  }
  const [taken, refused] = ["SUCCEEDED", "FAILED"];
  assert.deepEqual(statuses, [taken, taken, taken, taken, refused, refused, refused, refused]);
});

test("a path to anything but whole seconds fails after the state was entered", async () => {
  const causes = [-1, 1.5, "x"].map(async (seconds) => {
    const player = await new Player(only({ Type: "Wait", SecondsPath: "$.s" }), { s: seconds }).start();
    assert.deepEqual(player.types, ["ExecutionStarted", "WaitStateEntered", "ExecutionFailed"]);
    return player.state.failure?.cause;
  });
  const where =
    "An error occurred while executing the state 'S' (entered at the event id #2). The SecondsPath parameter";
  assert.deepEqual(await Promise.all(causes), [
    `${where} references a negative value: $.s == -1`,
    `${where} cannot be parsed as a long value: $.s == 1.5`,
    `${where} cannot be parsed as a long value: $.s == x`,
  ]);
});

test("a stopped Wait is over, and its end points before the state that it was in", async () => {
  const player = await new Player(only({ Type: "Wait", Seconds: 90 })).start();
  await player.post({ kind: "Stop", failure: { error: "Mine", cause: "enough" } });
  assert.deepEqual(player.state.failure, { error: "Mine", cause: "enough" });
  assert.deepEqual([player.types.at(-1), player.history.at(-1)?.previousEventId], ["ExecutionAborted", 0]);
});
