import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  GetFunctionCommand,
  InvokeCommand,
  type InvokeCommandInput,
  LambdaClient,
  ListFunctionsCommand,
} from "@aws-sdk/client-lambda";
import type { ExecutionBody } from "@landbridge/api";
import { makeBench, until } from "../../../test/crash/bench.ts";
import type { Client } from "../../../test/crash/client.ts";
import { echoFunction, machineOf, projectOf } from "../../../test/crash/projects.ts";

const talk = {
  ...echoFunction,
  name: "talk",
  entry: fileURLToPath(new URL("../../../test/aws/talk.mjs", import.meta.url)),
};
const invokesAs = (name: string, InvocationType: string) =>
  machineOf(name, {
    StartAt: "Call",
    States: {
      Call: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: "talk", InvocationType, Payload: { say: name } },
        End: true,
      },
    },
  });
const project = projectOf({
  functions: [echoFunction, talk],
  stateMachines: [invokesAs("event", "Event"), invokesAs("dry", "DryRun"), invokesAs("wrong", "Maybe")],
});

async function start(context: TestContext) {
  const bench = await makeBench(context);
  const { client, url } = await bench.start({ project });
  const made = await client.post<{ accessKeyId: string; secretAccessKey: string }>("/v1/keys", {
    name: "test",
    scopes: ["operate"],
    aws: true,
  });
  const { accessKeyId, secretAccessKey } = made.body;
  const credentials = { accessKeyId, secretAccessKey };
  const lambda = new LambdaClient({ endpoint: url, region: "us-east-1", credentials, maxAttempts: 1 });
  context.after(() => lambda.destroy());
  const invoke = async (event: object, more: Partial<InvokeCommandInput> = {}) => {
    const Payload = JSON.stringify(event);
    const answer = await lambda.send(new InvokeCommand({ FunctionName: "talk", Payload, ...more }));
    const text = answer.Payload?.transformToString() ?? "";
    return { ...answer, value: text === "" ? undefined : (JSON.parse(text) as unknown) };
  };
  return { client, lambda, invoke };
}

async function ended(client: Client, machine: string): Promise<ExecutionBody> {
  const found = await until(
    async () => {
      const all = await client.list<ExecutionBody>(`/v1/executions?stateMachine=${machine}`);
      return all.find((one) => one.status !== "RUNNING");
    },
    (one) => one !== undefined,
  );
  assert.ok(found !== undefined);
  return client.get<ExecutionBody>(`/v1/executions/${found.id}`);
}

test("a function is invoked, and its log's end and its failure come back as Lambda gives them", async (context) => {
  const { invoke } = await start(context);
  const done = await invoke({ say: "hello" }, { LogType: "Tail" });
  assert.deepEqual([done.StatusCode, done.ExecutedVersion, done.FunctionError], [200, "$LATEST", undefined]);
  assert.deepEqual(done.value, { event: { say: "hello" } });
  assert.match(Buffer.from(done.LogResult ?? "", "base64").toString(), /^START .*\n.*said hello\nEND /s);
  const failed = await invoke({ fail: true });
  assert.deepEqual([failed.StatusCode, failed.FunctionError], [200, "Unhandled"]);
  const { errorType, errorMessage } = failed.value as { errorType: string; errorMessage: string };
  assert.deepEqual([errorType, errorMessage], ["TypeError", "as told"]);
  const byArn = { FunctionName: "arn:aws:lambda:us-east-1:000000000000:function:talk:$LATEST" };
  assert.equal((await invoke({}, byArn)).StatusCode, 200);
});

test("an event is taken at once and carried out by an execution that outlives a restart", async (context) => {
  const { invoke, client } = await start(context);
  const taken = await invoke({ say: "later" }, { InvocationType: "Event" });
  assert.deepEqual([taken.StatusCode, taken.value], [202, undefined]);
  const execution = await ended(client, "landbridge-invoke-function");
  assert.deepEqual([execution.status, execution.output], ["SUCCEEDED", { event: { say: "later" } }]);
  assert.equal((await invoke({}, { InvocationType: "DryRun" })).StatusCode, 204);
});

test("what cannot be invoked is refused in Lambda's words", async (context) => {
  const { invoke } = await start(context);
  const refused = (more: Partial<InvokeCommandInput>, name: string) =>
    assert.rejects(invoke({}, more), (error) => error instanceof Error && error.name === name, name);
  for (const InvocationType of ["RequestResponse", "Event", "DryRun"] as const)
    await refused({ FunctionName: "none", InvocationType }, "ResourceNotFoundException");
  await refused({ Payload: Buffer.from("not json") }, "InvalidRequestContentException");
  await refused({ Payload: Buffer.from([0x22, 0xff, 0x22]) }, "InvalidRequestContentException");
  for (const InvocationType of ["RequestResponse", "Event"] as const) {
    const Payload = Buffer.from("[".repeat(50_000) + "]".repeat(50_000));
    await refused({ Payload, InvocationType }, "InvalidRequestContentException");
  }
  for (const ClientContext of [
    "no base64 of JSON",
    Buffer.from("7").toString("base64"),
    "e30=".repeat(1_000),
  ])
    await refused({ ClientContext }, "InvalidRequestContentException");
  await refused({ Qualifier: "7" }, "ResourceNotFoundException");
  await refused({ InvocationType: "Maybe" as "Event" }, "ValidationException");
  await refused(
    { InvocationType: "Event", Payload: Buffer.from(`"${"x".repeat(300_000)}"`) },
    "RequestTooLargeException",
  );
});

test("functions are listed and described", async (context) => {
  const { lambda } = await start(context);
  const { Functions } = await lambda.send(new ListFunctionsCommand({}));
  assert.deepEqual(
    Functions?.map(({ FunctionName }) => FunctionName),
    ["echo", "talk"],
  );
  const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: "talk" }));
  assert.deepEqual([Configuration?.Handler, Configuration?.MemorySize], ["handler", 64]);
});

test("a Task that invokes with Event goes on at once, with DryRun calls nothing", async (context) => {
  const { client } = await start(context);
  for (const [name, status] of [
    ["event", 202],
    ["dry", 204],
  ] as const) {
    await client.post(`/v1/state-machines/${name}/executions`, { input: {} });
    const { output } = await ended(client, name);
    assert.equal((output as { StatusCode: number }).StatusCode, status);
  }
  assert.deepEqual((await ended(client, "landbridge-invoke-function")).output, { event: { say: "event" } });
  await client.post("/v1/state-machines/wrong/executions", { input: {} });
  assert.equal((await ended(client, "wrong")).error, "Lambda.ValidationException");
  const events = await client.list<ExecutionBody>("/v1/executions?stateMachine=landbridge-invoke-function");
  assert.equal(events.length, 1);
});
