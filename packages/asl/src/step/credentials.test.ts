import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { only, Player, task } from "../../test/player.ts";

async function credentialsOf(more: Record<string, Json>): Promise<unknown> {
  const role = "arn:aws:iam::000000000000:role/from-input";
  const player = await new Player(only(task(more)), { role }).start();
  const scheduled = player.history.find((event) => event.type === "LambdaFunctionScheduled");
  return scheduled?.details?.["taskCredentials"];
}

test("the event that schedules a task names the role of its Credentials, in either language", async () => {
  const written = "arn:aws:iam::000000000000:role/written";
  assert.deepEqual(await credentialsOf({ Credentials: { RoleArn: written } }), { roleArn: written });
  const found = { roleArn: "arn:aws:iam::000000000000:role/from-input" };
  assert.deepEqual(await credentialsOf({ Credentials: { "RoleArn.$": "$.role" } }), found);
  const jsonata = { QueryLanguage: "JSONata", Credentials: { RoleArn: "{% $states.input.role %}" } };
  assert.deepEqual(await credentialsOf(jsonata), found);
});

test("a task without Credentials says nothing of a role", async () => {
  assert.equal(await credentialsOf({}), undefined);
});
