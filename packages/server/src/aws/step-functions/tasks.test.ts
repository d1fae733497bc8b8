import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DeleteActivityCommand,
  DescribeActivityCommand,
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  ListActivitiesCommand,
  ListTagsForResourceCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-sfn";
import { codeOf, definitionOf, roleArn, startStepFunctions } from "../../../test/step-functions-server.ts";

async function work(
  client: SFNClient,
): Promise<{ readonly activityArn: string; readonly start: () => Promise<string> }> {
  const { activityArn = "" } = await client.send(new CreateActivityCommand({ name: "work" }));
  const definition = definitionOf({ Work: { Type: "Task", Resource: activityArn, End: true } });
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({ name: "works", definition, roleArn }),
  );
  const start = async () => {
    const { executionArn = "" } = await client.send(
      new StartExecutionCommand({ stateMachineArn, input: '{"n":1}' }),
    );
    return executionArn;
  };
  return { activityArn, start };
}

test("a worker that waits is answered when work comes, and its answer is the task's", async (context) => {
  const { client } = await startStepFunctions(context);
  const { activityArn, start } = await work(client);
  const polled = client.send(new GetActivityTaskCommand({ activityArn, workerName: "w" }));
  const executionArn = await start();
  const { taskToken, input } = await polled;
  assert.equal(input, '{"n":1}');
  await client.send(new SendTaskHeartbeatCommand({ taskToken }));
  assert.equal(
    await codeOf(client.send(new SendTaskSuccessCommand({ taskToken, output: "{" }))),
    "InvalidOutput",
  );
  await client.send(new SendTaskSuccessCommand({ taskToken, output: '"done"' }));
  const described = await client.send(new DescribeExecutionCommand({ executionArn }));
  assert.partialDeepStrictEqual(described, { status: "SUCCEEDED", output: '"done"' });
  for (const late of [
    new SendTaskSuccessCommand({ taskToken, output: "1" }),
    new SendTaskFailureCommand({ taskToken }),
    new SendTaskHeartbeatCommand({ taskToken }),
  ])
    await assert.rejects(client.send(late as SendTaskHeartbeatCommand), {
      name: "TaskTimedOut",
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
  await assert.rejects(client.send(new SendTaskHeartbeatCommand({ taskToken: "made-up" })), {
    name: "InvalidToken",
    message: "Invalid Token: 'Invalid token'",
  });
});

test("many workers that wait get one task each", async (context) => {
  const { client } = await startStepFunctions(context);
  const { activityArn, start } = await work(client);
  const polls = Array.from({ length: 40 }, () => client.send(new GetActivityTaskCommand({ activityArn })));
  await Promise.all(Array.from({ length: 40 }, start));
  const tokens = (await Promise.all(polls)).map(({ taskToken }) => taskToken);
  assert.equal(new Set(tokens).size, 40);
});

test("an activity is made once, listed, and gone when deleted", async (context) => {
  const { client } = await startStepFunctions(context);
  const first = await client.send(new CreateActivityCommand({ name: "b" }));
  const again = await client.send(new CreateActivityCommand({ name: "b" }));
  assert.deepEqual(again.creationDate, first.creationDate);
  await client.send(new CreateActivityCommand({ name: "a", tags: [{ key: "k", value: "v" }] }));
  const encryptionConfiguration = { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: "k" } as const;
  assert.equal(
    await codeOf(client.send(new CreateActivityCommand({ name: "b", encryptionConfiguration }))),
    "ActivityAlreadyExists",
  );
  const { activities = [] } = await client.send(new ListActivitiesCommand({}));
  assert.deepEqual(
    activities.map(({ name }) => name),
    ["a", "b"],
  );
  const { activityArn } = first;
  await client.send(new DeleteActivityCommand({ activityArn }));
  await client.send(new DeleteActivityCommand({ activityArn }));
  for (const gone of [
    new DescribeActivityCommand({ activityArn }),
    new GetActivityTaskCommand({ activityArn }),
  ])
    assert.equal(await codeOf(client.send(gone as DescribeActivityCommand)), "ActivityDoesNotExist");
});

test("tags are set, replaced and removed, fifty at most, and gone with what they were of", async (context) => {
  const { client } = await startStepFunctions(context);
  const make = () => client.send(new CreateActivityCommand({ name: "a", tags: [{ key: "k", value: "v" }] }));
  const { activityArn: resourceArn } = await make();
  const list = async () => (await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags;
  const tag = (tags: { key: string; value: string }[]) =>
    client.send(new TagResourceCommand({ resourceArn, tags }));
  await tag([
    { key: "k", value: "w" },
    { key: "l", value: "" },
  ]);
  assert.deepEqual(await list(), [
    { key: "k", value: "w" },
    { key: "l", value: "" },
  ]);
  await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ["k", "none"] }));
  assert.deepEqual(await list(), [{ key: "l", value: "" }]);
  const many = Array.from({ length: 50 }, (_, index) => ({ key: `t${index}`, value: "" }));
  assert.equal(await codeOf(tag(many)), "TooManyTags");
  for (const key of ["aws:x", "AWS:x", "a*", "a\u0000"])
    assert.equal(await codeOf(tag([{ key, value: "" }])), "ValidationException", key);
  assert.equal(await codeOf(tag([{ key: "a", value: "<b>" }])), "ValidationException");
  await tag([{ key: "l", value: "é 1_.:/=+-@" }]);
  await client.send(new DeleteActivityCommand({ activityArn: resourceArn }));
  assert.equal(await codeOf(list()), "ResourceNotFound");
  await make();
  assert.deepEqual(await list(), [{ key: "k", value: "v" }]);
});
