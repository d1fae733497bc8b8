import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from "@aws-sdk/client-sfn";
import { codeOf, definitionOf, roleArn, startStepFunctions } from "../../../test/step-functions-server.ts";

const definition = definitionOf();
const other = definitionOf({ Other: { Type: "Succeed" } });
const waiting = definitionOf({ Wait: { Type: "Wait", Seconds: 3_600, End: true } });

test("making the same state machine again gives the one that there is, whatever its role and tags", async (context) => {
  const { client } = await startStepFunctions(context);
  const make = (more: object = {}) =>
    client.send(new CreateStateMachineCommand({ name: "same", definition, roleArn, ...more }));
  const first = await make();
  assert.deepEqual((await make()).creationDate, first.creationDate);
  await make({ roleArn: `${roleArn}-other`, tags: [{ key: "a", value: "b" }] });
  for (const different of [
    { definition: other },
    { type: "EXPRESS" },
    { publish: true },
    { tracingConfiguration: { enabled: true } },
  ]) {
    await assert.rejects(make(different), {
      name: "StateMachineAlreadyExists",
      message: `State Machine Already Exists: '${first.stateMachineArn}'`,
    });
  }
});

test("an update gives a new revision, and none where nothing changes", async (context) => {
  const { client } = await startStepFunctions(context);
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({ name: "changing", definition, roleArn }),
  );
  const describe = () => client.send(new DescribeStateMachineCommand({ stateMachineArn }));
  assert.equal((await describe()).revisionId, undefined);
  const changed = await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: other }));
  assert.match(changed.revisionId ?? "", /^[0-9a-f-]{36}$/);
  const described = await describe();
  assert.equal(described.definition, other);
  assert.equal(described.revisionId, changed.revisionId);
  const same = await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: other }));
  assert.equal(same.revisionId, undefined);
  assert.equal(
    await codeOf(client.send(new UpdateStateMachineCommand({ stateMachineArn }))),
    "MissingRequiredParameter",
  );
});

test("a deleted state machine's executions are stopped, and its name is free", async (context) => {
  const { client } = await startStepFunctions(context);
  const make = () =>
    client.send(new CreateStateMachineCommand({ name: "gone", definition: waiting, roleArn }));
  const { stateMachineArn } = await make();
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
  await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
  await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
  assert.equal(
    await codeOf(client.send(new DescribeStateMachineCommand({ stateMachineArn }))),
    "StateMachineDoesNotExist",
  );
  const { executionArn: later } = await (async () => {
    await make();
    return client.send(new StartExecutionCommand({ stateMachineArn }));
  })();
  let status: string | undefined;
  while (status !== "ABORTED")
    ({ status } = await client.send(new DescribeExecutionCommand({ executionArn })));
  assert.equal((await client.send(new DescribeExecutionCommand({ executionArn: later }))).status, "RUNNING");
  await client.send(new StopExecutionCommand({ executionArn: later }));
});

test("state machines are listed by name, page by page, each once", async (context) => {
  const { client } = await startStepFunctions(context);
  const names = ["b", "a", "C", "a-1", "Z", "ä"];
  for (const name of names) await client.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  const listed: (string | undefined)[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(new ListStateMachinesCommand({ maxResults: 2, nextToken }));
    assert.ok((page.stateMachines ?? []).length <= 2);
    listed.push(...(page.stateMachines ?? []).map(({ name }) => name));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  // What calls a function for a schedule is our own, and nobody has made it.
  assert.deepEqual(listed, ["C", "Z", "a", "a-1", "b", "ä"]);
  assert.equal(
    await codeOf(client.send(new ListStateMachinesCommand({ nextToken: "made-up" }))),
    "InvalidToken",
  );
});

test("names that AWS forbids are refused in its words, and those that it allows are taken", async (context) => {
  const { client } = await startStepFunctions(context);
  for (const name of ["a b", "a/b", 'a"b', "a\u0007b", "a*", "a:b", "a\u{10ffff}"])
    await assert.rejects(client.send(new CreateStateMachineCommand({ name, definition, roleArn })), {
      name: "InvalidName",
      message: `Invalid Name: '${name}'`,
    });
  for (const name of ["a", "a.b-c_d", "é", "x".repeat(80), "a@b", "a!b"])
    await client.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  assert.equal(
    await codeOf(client.send(new CreateStateMachineCommand({ name: "x".repeat(81), definition, roleArn }))),
    "ValidationException",
  );
});

test("settings are kept, told, and checked as AWS checks them", async (context) => {
  const { client } = await startStepFunctions(context);
  const logGroupArn = "arn:aws:logs:us-east-1:000000000000:log-group:group:*";
  const settings = {
    loggingConfiguration: {
      level: "ALL",
      includeExecutionData: true,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
    },
    tracingConfiguration: { enabled: true },
    encryptionConfiguration: {
      type: "CUSTOMER_MANAGED_KMS_KEY",
      kmsKeyId: "alias/key",
      kmsDataKeyReusePeriodSeconds: 60,
    },
  } as const;
  const make = (name: string, more: object) =>
    client.send(new CreateStateMachineCommand({ name, definition, roleArn, ...more }));
  const { stateMachineArn } = await make("set", settings);
  const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
  assert.partialDeepStrictEqual(described, settings);
  const wrong: readonly (readonly [object, string])[] = [
    [{ loggingConfiguration: { level: "ALL" } }, "InvalidLoggingConfiguration"],
    [{ encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY" } }, "InvalidEncryptionConfiguration"],
    [{ encryptionConfiguration: { type: "AWS_OWNED_KEY", kmsKeyId: "k" } }, "InvalidEncryptionConfiguration"],
    [{ versionDescription: "none" }, "ValidationException"],
    [{ roleArn: "nobody" }, "InvalidArn"],
    [{ definition: "{}" }, "InvalidDefinition"],
  ];
  for (const [more, code] of wrong) assert.equal(await codeOf(make("wrong", more)), code);
});
