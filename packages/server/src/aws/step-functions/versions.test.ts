import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineVersionCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachineVersionsCommand,
  PublishStateMachineVersionCommand,
  StartExecutionCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from "@aws-sdk/client-sfn";
import { codeOf, definitionOf, roleArn, startStepFunctions } from "../../../test/step-functions-server.ts";

const saying = (text: string): string => definitionOf({ Say: { Type: "Pass", Result: text, End: true } });

async function published(context: Parameters<typeof startStepFunctions>[0]) {
  const server = await startStepFunctions(context);
  const { client } = server;
  const made = await client.send(
    new CreateStateMachineCommand({ name: "m", definition: saying("one"), roleArn, publish: true }),
  );
  const { stateMachineArn = "" } = made;
  await client.send(
    new UpdateStateMachineCommand({ stateMachineArn, definition: saying("two"), publish: true }),
  );
  return { ...server, stateMachineArn, one: `${stateMachineArn}:1`, two: `${stateMachineArn}:2` };
}

test("a version runs what it said when it was published, and executions tell which it was", async (context) => {
  const { client, stateMachineArn, one, two } = await published(context);
  await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: saying("three") }));
  for (const [arn, output] of [
    [one, '"one"'],
    [two, '"two"'],
    [stateMachineArn, '"three"'],
  ]) {
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: arn }));
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    assert.equal(described.output, output);
    assert.equal(described.stateMachineVersionArn, arn === stateMachineArn ? undefined : arn);
    assert.equal(described.stateMachineArn, stateMachineArn);
  }
  const listed = await client.send(new ListExecutionsCommand({ stateMachineArn: two }));
  assert.deepEqual(
    listed.executions?.map((execution) => execution.stateMachineVersionArn),
    [two],
  );
  const all = await client.send(new ListExecutionsCommand({ stateMachineArn }));
  assert.equal(all.executions?.length, 3);
});

test("an alias routes by weight, and its executions can be listed by it", async (context) => {
  const { client, stateMachineArn, one, two } = await published(context);
  const routes = (first: number) => [
    { stateMachineVersionArn: one, weight: first },
    { stateMachineVersionArn: two, weight: 100 - first },
  ];
  const { stateMachineAliasArn } = await client.send(
    new CreateStateMachineAliasCommand({ name: "live", routingConfiguration: routes(100) }),
  );
  const start = async () => {
    const { executionArn } = await client.send(
      new StartExecutionCommand({ stateMachineArn: stateMachineAliasArn }),
    );
    return client.send(new DescribeExecutionCommand({ executionArn }));
  };
  const first = await start();
  assert.equal(first.stateMachineVersionArn, one);
  assert.equal(first.stateMachineAliasArn, stateMachineAliasArn);
  await client.send(
    new UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration: routes(50) }),
  );
  const counts = new Map<string | undefined, number>();
  for (let run = 0; run < 64; run += 1) {
    const { stateMachineVersionArn } = await start();
    counts.set(stateMachineVersionArn, (counts.get(stateMachineVersionArn) ?? 0) + 1);
  }
  // Both miss with a chance of 2 in 2^64.
  assert.deepEqual(new Set(counts.keys()), new Set([one, two]));
  const listed = await client.send(
    new ListExecutionsCommand({ stateMachineArn: stateMachineAliasArn, maxResults: 1000 }),
  );
  assert.equal(listed.executions?.length, 65);
  assert.ok(listed.executions.every((execution) => execution.stateMachineAliasArn === stateMachineAliasArn));
  const aliases = await client.send(new ListStateMachineAliasesCommand({ stateMachineArn: two }));
  assert.equal(aliases.stateMachineAliases?.length, 1);
  assert.equal(
    await codeOf(client.send(new ListExecutionsCommand({ stateMachineArn: `${stateMachineArn}:no` }))),
    "ResourceNotFound",
  );
});

test("a version that an alias routes to is not deleted, and a number is never used again", async (context) => {
  const { client, stateMachineArn, one, two } = await published(context);
  await client.send(
    new CreateStateMachineAliasCommand({
      name: "live",
      routingConfiguration: [{ stateMachineVersionArn: one, weight: 100 }],
    }),
  );
  await assert.rejects(client.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: one })), {
    name: "ConflictException",
    message:
      "Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]",
  });
  await client.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: two }));
  await client.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: two }));
  assert.equal(
    await codeOf(client.send(new StartExecutionCommand({ stateMachineArn: two }))),
    "StateMachineDoesNotExist",
  );
  const again = await client.send(
    new PublishStateMachineVersionCommand({ stateMachineArn, description: "third" }),
  );
  assert.equal(again.stateMachineVersionArn, `${stateMachineArn}:3`);
  const same = await client.send(new PublishStateMachineVersionCommand({ stateMachineArn }));
  assert.equal(same.stateMachineVersionArn, again.stateMachineVersionArn);
  const described = await client.send(
    new DescribeStateMachineCommand({ stateMachineArn: `${stateMachineArn}:3` }),
  );
  assert.equal(described.description, "third");
  const listed = await client.send(new ListStateMachineVersionsCommand({ stateMachineArn }));
  assert.deepEqual(
    listed.stateMachineVersions?.map((version) => version.stateMachineVersionArn),
    [`${stateMachineArn}:3`, one],
  );
});

test("an alias that there is not is told in AWS's words, and its deletion succeeds", async (context) => {
  const { client, stateMachineArn } = await published(context);
  const stateMachineAliasArn = `${stateMachineArn}:none`;
  const missing = {
    name: "ResourceNotFound",
    message: "Request references a resource that does not exist.",
  };
  await assert.rejects(client.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn })), missing);
  await assert.rejects(
    client.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn, description: "d" })),
    missing,
  );
  await client.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn }));
});

test("publishing under a revision that is not the current one is a conflict", async (context) => {
  const { client, stateMachineArn } = await published(context);
  const { revisionId } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
  await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: saying("three") }));
  assert.equal(
    await codeOf(client.send(new PublishStateMachineVersionCommand({ stateMachineArn, revisionId }))),
    "ConflictException",
  );
});

test("routes of wrong kinds, sums and numbers are refused", async (context) => {
  const { client, stateMachineArn, one, two } = await published(context);
  const make = (...routes: readonly (readonly [string, number])[]) =>
    codeOf(
      client.send(
        new CreateStateMachineAliasCommand({
          name: "live",
          routingConfiguration: routes.map(([stateMachineVersionArn, weight]) => ({
            stateMachineVersionArn,
            weight,
          })),
        }),
      ),
    );
  assert.equal(await make([one, 50], [two, 51]), "ValidationException");
  assert.equal(await make([one, 50], [one, 50]), "ValidationException");
  assert.equal(await make([stateMachineArn, 100]), "ValidationException");
  assert.equal(await make([one, 101]), "ValidationException");
  assert.equal(await make([`${stateMachineArn}:9`, 100]), "ResourceNotFound");
  assert.equal(await make([one, 60], [two, 40]), "none");
});
