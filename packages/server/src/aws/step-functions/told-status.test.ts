import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  GetActivityTaskCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  StartExecutionCommand,
  UpdateMapRunCommand,
} from "@aws-sdk/client-sfn";
import { roleArn, startStepFunctions } from "../../../test/step-functions-server.ts";

/** One child at a time; the second that fails is one too many. */
function eachByWorker(activityArn: string): string {
  const States = { Work: { Type: "Task", Resource: activityArn, End: true } };
  const ItemProcessor = {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    StartAt: "Work",
    States,
  };
  const each = { Type: "Map", MaxConcurrency: 1, ToleratedFailureCount: 1, ItemProcessor, End: true };
  return JSON.stringify({ StartAt: "Each", States: { Each: each } });
}

test("a child that waits for its turn in a redrive is told, listed and counted as PENDING_REDRIVE", async (context) => {
  const { client } = await startStepFunctions(context);
  const { activityArn = "" } = await client.send(new CreateActivityCommand({ name: "work" }));
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({ name: "m", definition: eachByWorker(activityArn), roleArn }),
  );
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn, name: "x", input: "[1,2,3]" }),
  );
  const take = () => client.send(new GetActivityTaskCommand({ activityArn }));
  for (let failed = 0; failed < 2; failed += 1) {
    const { taskToken } = await take();
    await client.send(new SendTaskFailureCommand({ taskToken, error: "No" }));
  }
  const { mapRuns = [] } = await client.send(new ListMapRunsCommand({ executionArn }));
  const mapRunArn = mapRuns[0]?.mapRunArn;
  const ended = async (): Promise<boolean> =>
    (await client.send(new DescribeExecutionCommand({ executionArn }))).status === "FAILED";
  while (!(await ended()));
  const listed = async (statusFilter?: "FAILED" | "PENDING_REDRIVE") => {
    const { executions = [] } = await client.send(new ListExecutionsCommand({ mapRunArn, statusFilter }));
    return executions.map(({ executionArn: arn, status }) => ({ arn, status }));
  };
  assert.deepEqual(
    (await listed()).map(({ status }) => status),
    ["FAILED", "FAILED"],
  );
  assert.deepEqual(await listed("PENDING_REDRIVE"), []);

  await client.send(new RedriveExecutionCommand({ executionArn }));
  // The first runs again, so the second has not had its turn.
  await take();
  const pending = await listed("PENDING_REDRIVE");
  assert.equal(pending.length, 1);
  assert.equal(pending[0]?.status, "PENDING_REDRIVE");
  assert.deepEqual(await listed("FAILED"), []);
  assert.deepEqual(
    new Set((await listed()).map(({ status }) => status)),
    new Set(["PENDING_REDRIVE", "RUNNING"]),
  );
  const child = await client.send(new DescribeExecutionCommand({ executionArn: pending[0]?.arn }));
  assert.equal(child.status, "PENDING_REDRIVE");
  // The run counts the first one's turn once it has seen it run.
  const pendingCount = async (): Promise<number | undefined> =>
    (await client.send(new DescribeMapRunCommand({ mapRunArn }))).executionCounts?.pendingRedrive;
  while ((await pendingCount()) !== 1);
});

test("what has run its course is not changed any more, and the refusal says why", async (context) => {
  const { client } = await startStepFunctions(context);
  const definition = JSON.stringify({
    StartAt: "Each",
    States: {
      Each: {
        Type: "Map",
        End: true,
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "Done",
          States: { Done: { Type: "Pass", End: true } },
        },
      },
    },
  });
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({ name: "m", definition, roleArn }),
  );
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input: "[1]" }));
  const status = async () =>
    (await client.send(new DescribeExecutionCommand({ executionArn }))).status ?? "RUNNING";
  while ((await status()) === "RUNNING");
  const { mapRuns = [] } = await client.send(new ListMapRunsCommand({ executionArn }));
  await assert.rejects(
    client.send(new UpdateMapRunCommand({ mapRunArn: mapRuns[0]?.mapRunArn, maxConcurrency: 1 })),
    { name: "ValidationException", reason: "CANNOT_UPDATE_COMPLETED_MAP_RUN" },
  );
});
