import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from "@aws-sdk/client-sfn";
import { codeOf, definitionOf, roleArn, startStepFunctions } from "../../../test/step-functions-server.ts";

const waits = definitionOf({ Wait: { Type: "Wait", Seconds: 86_400, End: true } });

test("a state machine is DELETING while an execution of it is still to be stopped, and starts nothing more", async (context) => {
  const { client, store } = await startStepFunctions(context);
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({ name: "m", definition: waits, roleArn }),
  );
  await client.send(new StartExecutionCommand({ stateMachineArn }));
  // As a crash leaves it: deleted, with everything still to be stopped.
  const row = await store.get("machines", "m");
  assert.ok(row !== undefined);
  const body = JSON.stringify({ ...JSON.parse(row.body), isDeleted: true });
  const write = { kind: "update", table: "machines", key: "m", columns: { listed: 1 }, body } as const;
  await store.commit([{ partition: null, epoch: 0, guards: [], writes: [write] }]);

  const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
  assert.equal(described.status, "DELETING");
  assert.equal(described.definition, waits);
  const deleting = {
    name: "StateMachineDeleting",
    message: `State Machine is being deleted: '${stateMachineArn}'`,
  };
  await assert.rejects(client.send(new StartExecutionCommand({ stateMachineArn })), deleting);
  await assert.rejects(client.send(new StartSyncExecutionCommand({ stateMachineArn })), deleting);
});

test("what is deleted stops its executions, and then is not there any more", async (context) => {
  const { client } = await startStepFunctions(context);
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({ name: "m", definition: waits, roleArn }),
  );
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
  await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
  const status = async () => (await client.send(new DescribeExecutionCommand({ executionArn }))).status;
  while ((await status()) === "RUNNING");
  assert.equal(await status(), "ABORTED");
  assert.equal(
    await codeOf(client.send(new DescribeStateMachineCommand({ stateMachineArn }))),
    "StateMachineDoesNotExist",
  );
  assert.equal(
    await codeOf(client.send(new StartExecutionCommand({ stateMachineArn }))),
    "StateMachineDoesNotExist",
  );
});
