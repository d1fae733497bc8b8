import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  type SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { codeOf, definitionOf, roleArn, startStepFunctions } from "../../../test/step-functions-server.ts";

const waiting = definitionOf({ Wait: { Type: "Wait", Seconds: 3_600, End: true } });
const passing = definitionOf({
  One: { Type: "Pass", Result: { a: 1 }, Next: "Two" },
  Two: { Type: "Pass", End: true },
});

async function make(client: SFNClient, name: string, definition: string, more: object = {}): Promise<string> {
  const made = await client.send(new CreateStateMachineCommand({ name, definition, roleArn, ...more }));
  return made.stateMachineArn ?? "";
}

test("starting again by name with the same input gives the execution that runs, with another input it is refused", async (context) => {
  const { client } = await startStepFunctions(context);
  const stateMachineArn = await make(client, "waits", waiting);
  const start = (input: string) =>
    client.send(new StartExecutionCommand({ stateMachineArn, name: "once", input }));
  const first = await start('{"a": 1}');
  const again = await start('{"a":1}');
  assert.deepEqual([again.executionArn, again.startDate], [first.executionArn, first.startDate]);
  const taken = {
    name: "ExecutionAlreadyExists",
    message: `Execution Already Exists: '${first.executionArn}'`,
  };
  await assert.rejects(start('{"a":2}'), taken);
  const { executionArn } = first;
  await client.send(new StopExecutionCommand({ executionArn, error: "E", cause: "why" }));
  await assert.rejects(start('{"a":1}'), taken);
  const described = await client.send(new DescribeExecutionCommand({ executionArn }));
  assert.partialDeepStrictEqual(described, { status: "ABORTED", error: "E", cause: "why", redriveCount: 0 });
});

test("an execution that failed is redriven, and tells so", async (context) => {
  const { client } = await startStepFunctions(context);
  const stateMachineArn = await make(client, "fails", definitionOf({ No: { Type: "Fail", Error: "No" } }));
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
  const describe = () => client.send(new DescribeExecutionCommand({ executionArn }));
  assert.equal((await describe()).redriveStatus, "REDRIVABLE");
  const { redriveDate } = await client.send(new RedriveExecutionCommand({ executionArn }));
  const after = await describe();
  assert.equal(after.redriveCount, 1);
  assert.deepEqual(after.redriveDate, redriveDate);
  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  assert.ok(events.some(({ type }) => type === "ExecutionRedriven"));
  const passes = await make(client, "passes", passing);
  const done = await client.send(new StartExecutionCommand({ stateMachineArn: passes }));
  assert.equal(
    await codeOf(client.send(new RedriveExecutionCommand({ executionArn: done.executionArn }))),
    "ExecutionNotRedrivable",
  );
});

test("a history is read page by page, forwards and backwards, with its data or without", async (context) => {
  const { client } = await startStepFunctions(context);
  const stateMachineArn = await make(client, "passes", passing);
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
  const read = async (more: object) => {
    const ids: (number | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await client.send(
        new GetExecutionHistoryCommand({ executionArn, maxResults: 2, nextToken, ...more }),
      );
      ids.push(...(page.events ?? []).map(({ id }) => id));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return ids;
  };
  assert.deepEqual(await read({}), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(await read({ reverseOrder: true }), [6, 5, 4, 3, 2, 1]);
  const { events = [] } = await client.send(
    new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }),
  );
  assert.deepEqual(events[1]?.stateEnteredEventDetails, { name: "One" });
  assert.deepEqual(events[0]?.executionStartedEventDetails, { roleArn });
});

test("a page's token is refused for another list", async (context) => {
  const { client } = await startStepFunctions(context);
  const stateMachineArn = await make(client, "passes", passing);
  for (let run = 0; run < 3; run += 1)
    await client.send(new StartExecutionCommand({ stateMachineArn, name: `run-${run}` }));
  const list = (more: object) => client.send(new ListExecutionsCommand({ stateMachineArn, ...more }));
  const { nextToken, executions } = await list({ maxResults: 2 });
  assert.deepEqual(
    executions?.map(({ name }) => name),
    ["run-2", "run-1"],
  );
  const rest = await list({ nextToken });
  assert.deepEqual(
    rest.executions?.map(({ name }) => name),
    ["run-0"],
  );
  const other = await make(client, "other", passing);
  for (const more of [{ statusFilter: "RUNNING" }, { stateMachineArn: other }])
    await assert.rejects(list({ ...more, nextToken }), {
      name: "InvalidToken",
      message: "Invalid Token: 'Invalid token'",
    });
  assert.equal(await codeOf(list({ redriveFilter: "REDRIVEN" })), "ValidationException");
  assert.equal(await codeOf(client.send(new ListExecutionsCommand({}))), "ValidationException");
});

test("a synchronous execution answers with what came of it, and only an Express one can be", async (context) => {
  const { client } = await startStepFunctions(context);
  const express = { type: "EXPRESS" };
  const sync = async (definition: string, name: string) => {
    const stateMachineArn = await make(client, name, definition, express);
    return client.send(new StartSyncExecutionCommand({ stateMachineArn, name: "n", input: '{"x":1}' }));
  };
  const good = await sync(passing, "good");
  assert.partialDeepStrictEqual(good, { status: "SUCCEEDED", name: "n", output: '{"a":1}' });
  assert.match(good.executionArn ?? "", /:express:good:n:[0-9a-f-]{36}$/);
  const bad = await sync(definitionOf({ No: { Type: "Fail", Error: "E", Cause: "C" } }), "bad");
  assert.partialDeepStrictEqual(bad, { status: "FAILED", error: "E", cause: "C" });
  const slow = await sync(definitionOf({ Wait: { Type: "Wait", Seconds: 1, End: true } }), "slow");
  assert.ok((slow.billingDetails?.billedDurationInMilliseconds ?? 0) >= 1_000);
  const stateMachineArn = await make(client, "standard", passing);
  assert.equal(
    await codeOf(client.send(new StartSyncExecutionCommand({ stateMachineArn }))),
    "StateMachineTypeNotSupported",
  );
  const executionArn = good.executionArn ?? "";
  assert.equal(await codeOf(client.send(new DescribeExecutionCommand({ executionArn }))), "InvalidArn");
});

test("an execution keeps the definition that it began with, and tells it", async (context) => {
  const { client } = await startStepFunctions(context);
  const stateMachineArn = await make(client, "waits", waiting);
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
  const told = await client.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
  assert.partialDeepStrictEqual(told, { stateMachineArn, name: "waits", definition: waiting, roleArn });
});

test("input that is no JSON, names that AWS forbids and ARNs of elsewhere are refused", async (context) => {
  const { client } = await startStepFunctions(context);
  const stateMachineArn = await make(client, "passes", passing);
  const start = (more: object) =>
    codeOf(client.send(new StartExecutionCommand({ stateMachineArn, ...more })));
  assert.equal(await start({ input: "{" }), "InvalidExecutionInput");
  assert.equal(await start({ input: `${"[".repeat(5_000)}${"]".repeat(5_000)}` }), "InvalidExecutionInput");
  assert.equal(await start({ input: `"${"a".repeat(262_143)}"` }), "ValidationException");
  assert.equal(await start({ name: "a b" }), "InvalidName");
  assert.equal(await start({ stateMachineArn: "passes" }), "InvalidArn");
  assert.equal(
    await start({ stateMachineArn: stateMachineArn.replace("us-east-1", "eu-west-1") }),
    "StateMachineDoesNotExist",
  );
  assert.equal(
    await codeOf(client.send(new DescribeExecutionCommand({ executionArn: `${stateMachineArn}:none` }))),
    "InvalidArn",
  );
});
