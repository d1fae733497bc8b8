import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import {
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
  type PutParameterCommandInput,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { startAws } from "../../../test/aws-server.ts";
import { createFakeClock } from "../../../test/fake-clock.ts";
import { fakeMasterKey } from "../../../test/fake-master-key.ts";
import { memoryStore } from "../../../test/memory-store.ts";
import { createParameterStore } from "./parameter-store.ts";
import { ssmService } from "./ssm-service.ts";

const home = { partition: "aws", region: "us-east-1", account: "000000000000" } as const;

async function start(context: TestContext) {
  const held = await memoryStore();
  const service = ssmService({
    parameters: createParameterStore(held),
    key: fakeMasterKey,
    clock: createFakeClock(),
    home,
  });
  const server = await startAws(context, [service]);
  const ssm = new SSMClient(server.clientOptions);
  context.after(() => ssm.destroy());
  const put = (Name: string, Value: string, more: Partial<PutParameterCommandInput> = {}) =>
    ssm.send(new PutParameterCommand({ Name, Value, Type: "String", ...more }));
  return { ...server, ssm, put, store: held.store };
}

const named = (name: string) => (error: unknown) => error instanceof Error && error.name === name;

test("a parameter is put, read by name, by version and by ARN, and has a history", async (context) => {
  const { ssm, put } = await start(context);
  assert.equal((await put("/app/url", "one")).Version, 1);
  await assert.rejects(put("/app/url", "two"), named("ParameterAlreadyExists"));
  assert.equal((await put("/app/url", "two", { Overwrite: true })).Version, 2);
  const get = async (Name: string) => (await ssm.send(new GetParameterCommand({ Name }))).Parameter;
  const newest = await get("/app/url");
  assert.deepEqual([newest?.Value, newest?.Version, newest?.Type], ["two", 2, "String"]);
  assert.equal(newest?.ARN, "arn:aws:ssm:us-east-1:000000000000:parameter/app/url");
  assert.ok(newest?.LastModifiedDate instanceof Date);
  assert.equal((await get("/app/url:1"))?.Value, "one");
  assert.equal((await get(newest?.ARN ?? ""))?.Value, "two");
  await assert.rejects(get("/app/url:9"), named("ParameterVersionNotFound"));
  await assert.rejects(get("/none"), named("ParameterNotFound"));
  const { Parameters } = await ssm.send(new GetParameterHistoryCommand({ Name: "/app/url" }));
  assert.deepEqual(
    Parameters?.map(({ Value }) => Value),
    ["one", "two"],
  );
});

test("a SecureString is encrypted at rest, and comes back to who asks for its text only", async (context) => {
  const { ssm, put, store } = await start(context);
  await put("/app/password", "s3cret-text", { Type: "SecureString" });
  const row = await store.get("parameters", "/app/password");
  assert.ok(row !== undefined && !row.body.includes("s3cret-text"));
  assert.ok(!row.body.includes(Buffer.from("s3cret-text").toString("base64")));
  const get = async (WithDecryption: boolean) =>
    (await ssm.send(new GetParameterCommand({ Name: "/app/password", WithDecryption }))).Parameter?.Value;
  assert.equal(await get(true), "s3cret-text");
  assert.notEqual(await get(false), "s3cret-text");
  await assert.rejects(put("/app/password", "x", { Overwrite: true }), named("HierarchyTypeMismatch"));
});

test("parameters below a path come by pages, one level deep or all of them", async (context) => {
  const { ssm, put } = await start(context);
  for (let count = 10; count < 25; count += 1) await put(`/app/p${count}`, String(count));
  await put("/app/deep/er", "x", { Type: "StringList" });
  await put("/apple", "x");
  const pages = async (more: object) => {
    const found: string[] = [];
    let NextToken: string | undefined;
    do {
      const input = { Path: "/app", ...more, ...(NextToken !== undefined && { NextToken }) };
      const page = await ssm.send(new GetParametersByPathCommand(input));
      found.push(...(page.Parameters ?? []).map(({ Name }) => Name ?? ""));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return found;
  };
  assert.equal((await pages({})).length, 15);
  assert.equal((await pages({ Recursive: true, MaxResults: 3 })).length, 16);
  const lists = [{ Key: "Type", Values: ["StringList"] }];
  assert.deepEqual(await pages({ Recursive: true, ParameterFilters: lists }), ["/app/deep/er"]);
  const ParameterFilters = [{ Key: "Name", Option: "BeginsWith", Values: ["/appl"] }];
  const { Parameters } = await ssm.send(new DescribeParametersCommand({ ParameterFilters }));
  assert.deepEqual(
    Parameters?.map(({ Name }) => Name),
    ["/apple"],
  );
});

test("several are read and deleted at once, and those that are not there are named", async (context) => {
  const { ssm, put } = await start(context);
  await put("a", "1");
  const Names = ["a", "none"];
  const got = await ssm.send(new GetParametersCommand({ Names }));
  assert.deepEqual([got.Parameters?.length, got.InvalidParameters], [1, ["none"]]);
  const gone = await ssm.send(new DeleteParametersCommand({ Names }));
  assert.deepEqual([gone.DeletedParameters, gone.InvalidParameters], [["a"], ["none"]]);
  await put("a", "again");
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: "a" }));
  assert.equal(Parameter?.Version, 1);
  await assert.rejects(ssm.send(new GetParametersCommand({ Names: [] })), {
    name: "ValidationException",
    message:
      "1 validation error detected: Value '[]' at 'names' failed to satisfy constraint: Member must have length greater than or equal to 1",
  });
  // Of another account, and of another region.
  for (const place of ["us-east-1:111111111111", "eu-west-1:000000000000"])
    await assert.rejects(
      ssm.send(new GetParameterCommand({ Name: `arn:aws:ssm:${place}:parameter/a` })),
      named("ParameterNotFound"),
    );
});

test("names and values are AWS's", async (context) => {
  const { put } = await start(context);
  for (const name of ["/aws/x", "ssm-x", "no/lead", "/end/", "/a//b", "/sp ace", `/${"x/".repeat(16)}x`])
    await assert.rejects(
      put(name, "x"),
      (error) => error instanceof Error && /Validation|Hierarchy/.test(error.name),
      name,
    );
  await assert.rejects(put("/large", "x".repeat(4_097)), /Standard tier parameters support a maximum/);
  await put("/large", "x".repeat(4_097), { Tier: "Intelligent-Tiering" });
  await assert.rejects(put("/typed", "x", { Type: "Number" as "String" }), /Value 'Number' at 'type' failed/);
  // Longer than any parameter, and still a secret.
  await assert.rejects(put("/secret", "s3cret".repeat(20_000), { Type: "SecureString" }), (error: Error) => {
    assert.match(error.message, /detected: Value at 'value' failed to satisfy constraint/);
    return !error.message.includes("s3cret");
  });
  await assert.rejects(
    put("/large", "x", { Overwrite: true, Tags: [{ Key: "a", Value: "b" }] }),
    /tags and overwrite can't be used together/,
  );
});

test("a version that is a hundred behind is forgotten, and who may only look reads no values", async (context) => {
  const { ssm, put, pairOf, clientOptions } = await start(context);
  for (let count = 1; count <= 103; count += 1) await put("v", String(count), { Overwrite: true });
  const get = (Name: string) => ssm.send(new GetParameterCommand({ Name }));
  await assert.rejects(get("v:3"), named("ParameterVersionNotFound"));
  assert.equal((await get("v:4")).Parameter?.Value, "4");
  const reader = new SSMClient({ ...clientOptions, credentials: await pairOf({ scopes: ["read"] }) });
  await assert.rejects(reader.send(new GetParameterCommand({ Name: "v" })), named("AccessDeniedException"));
  assert.equal((await reader.send(new DescribeParametersCommand({}))).Parameters?.length, 1);
  reader.destroy();
});
