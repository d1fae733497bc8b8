import assert from "node:assert/strict";
import { test } from "node:test";
import type { ExecutionBody } from "@landbridge/api";
import { makeBench, until } from "../test/crash/bench.ts";
import type { Client } from "../test/crash/client.ts";
import { machineOf, projectOf } from "../test/crash/projects.ts";

// A redrive over HTTP, on a server that is killed the moment it has answered.

/** Its function is not there, so it fails by itself, each time. */
const waiting = machineOf("waiting", {
  StartAt: "Before",
  States: {
    Before: { Type: "Pass", Next: "Ask" },
    Ask: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
      Parameters: { FunctionName: "nobody", Payload: { "token.$": "$$.Task.Token" } },
      End: true,
    },
  },
});

const look = (client: Client, id: string): Promise<ExecutionBody> =>
  client.get<ExecutionBody>(`/v1/executions/${id}`);

async function typesOf(client: Client, id: string): Promise<readonly string[]> {
  const { items } = await client.get<{ readonly items: readonly { readonly type: string }[] }>(
    `/v1/executions/${id}/history`,
  );
  return items.map(({ type }) => type);
}

test("an acknowledged redrive is there after kill -9, and made once", async (context) => {
  const bench = await makeBench(context);
  const first = await bench.start({ project: projectOf({ stateMachines: [waiting] }) });
  const started = await first.client.post<ExecutionBody>("/v1/state-machines/waiting/executions", {});
  const { id } = started.body;
  await until(
    () => look(first.client, id),
    ({ status }) => status === "FAILED",
  );
  const path = `/v1/executions/${id}/redrive`;
  const redriven = await first.client.post<ExecutionBody>(path, { clientToken: "once" });
  assert.equal(redriven.status, 202);
  assert.equal(redriven.body.redriveCount, 1);
  await first.server.kill();

  const { client } = await bench.start();
  const again = await client.post<ExecutionBody>(path, { clientToken: "once" });
  assert.equal(again.status, 202);
  assert.equal(again.body.redriveCount, 1, "the token was used before the crash");
  const types = await typesOf(client, id);
  assert.equal(types.filter((type) => type === "ExecutionRedriven").length, 1);
  assert.equal(
    types.filter((type) => type === "PassStateEntered").length,
    1,
    "what succeeded is not run again",
  );
  assert.ok(types.filter((type) => type === "TaskScheduled").length >= 2);
});

test("what may not be redriven is refused with where to look", async (context) => {
  const bench = await makeBench(context);
  const { client } = await bench.start({ project: projectOf({ stateMachines: [waiting] }) });
  const refused = await client.post("/v1/executions/nothing/redrive", {});
  assert.equal(refused.status, 404);
  const { body } = await client.post<ExecutionBody>("/v1/state-machines/waiting/executions", {});
  await until(
    () => look(client, body.id),
    ({ status }) => status === "FAILED",
  );
  assert.deepEqual((await look(client, body.id)).redrive, { status: "REDRIVABLE" });
  const wrong = await client.post(`/v1/executions/${body.id}/redrive`, { clientToken: "with space" });
  assert.equal(wrong.status, 400);
});
