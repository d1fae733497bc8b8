import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { ExecutionBody, RunBody } from "@landbridge/api";
import { type FunctionDefinition, isOpenRun, type Json } from "@landbridge/model";
import { makeBench, until } from "../../../test/crash/bench.ts";
import type { Client } from "../../../test/crash/client.ts";
import { jobOf, machineOf, passMachine, projectOf } from "../../../test/crash/projects.ts";

// Jobs and functions with AWS's SDKs on a real server, as they would run on AWS.

const script = fileURLToPath(new URL("../../../test/aws/use-aws.mjs", import.meta.url));
const pythonScript = fileURLToPath(new URL("../../../test/aws/use_aws.py", import.meta.url));

const useAws: FunctionDefinition = {
  name: "use-aws",
  entry: script,
  handler: "handler",
  memoryMegabytes: 256,
  timeoutSeconds: 60,
  concurrency: 1,
  environment: {},
};
const callsFunction = machineOf("calls", {
  StartAt: "Call",
  States: {
    Call: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "use-aws", Payload: { name: "by-function" } },
      OutputPath: "$.Payload",
      End: true,
    },
  },
});
const told =
  'printf \'{"token":"%s","uri":"%s"}\' "$(cat "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")" "$AWS_CONTAINER_CREDENTIALS_FULL_URI" > "$LANDBRIDGE_RESULT_FILE"';
const project = projectOf({
  jobs: [
    jobOf("node", `node '${script}'`),
    jobOf("python", `python3 '${pythonScript}'`),
    jobOf("tell", told),
    jobOf(
      "patient",
      `${told}; cp "$LANDBRIDGE_RESULT_FILE" "$HERE/told"; until [ -e "$HERE/go" ]; do sleep 0.02; done`,
      {
        environment: { HERE: { input: "$.here" } },
      },
    ),
    jobOf(
      "cloud",
      'env | grep -c "^AWS_ENDPOINT\\|^AWS_CONTAINER" > n; printf \'{"count":%s}\' "$(cat n)" > "$LANDBRIDGE_RESULT_FILE"',
      {
        environment: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" },
      },
    ),
  ],
  functions: [useAws],
  stateMachines: [passMachine, callsFunction],
});

async function start(context: TestContext) {
  const bench = await makeBench(context);
  const { client, url, server } = await bench.start({ project });
  const made = await client.post<{ accessKeyId: string; secretAccessKey: string }>("/v1/keys", {
    name: "test",
    scopes: ["admin"],
    aws: true,
  });
  const { accessKeyId, secretAccessKey } = made.body;
  const clientOptions = {
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  };
  const s3 = new S3Client(clientOptions);
  await s3.send(new CreateBucketCommand({ Bucket: "inbox" }));
  await s3.send(new PutObjectCommand({ Bucket: "inbox", Key: "greeting", Body: "hello" }));
  s3.destroy();
  const ssm = new SSMClient(clientOptions);
  await ssm.send(
    new PutParameterCommand({ Name: "/app/password", Value: "s3cret-text", Type: "SecureString" }),
  );
  ssm.destroy();
  return { bench, client, url, server, clientOptions };
}

async function found<T>(read: () => Promise<T | undefined>): Promise<T> {
  const value = await until(read, (one) => one !== undefined);
  assert.ok(value !== undefined);
  return value;
}

async function resultOf(client: Client, job: string, input: Json = {}): Promise<Json | undefined> {
  const { body } = await client.post<RunBody>(`/v1/jobs/${job}/runs`, { input });
  const run = await found(async () => {
    const found = await client.get<RunBody>(`/v1/runs/${body.id}`);
    return isOpenRun(found.status) ? undefined : found;
  });
  assert.equal(run.status, "SUCCEEDED", JSON.stringify(run));
  return run.result;
}

const execution = (client: Client, name: string) =>
  found(async () => {
    const all = await client.list<ExecutionBody>("/v1/executions");
    return all.find((one) => one.name === name && one.status !== "RUNNING");
  });

test("a job with the SDK reads an object and a secret and starts an execution, unchanged", async (context) => {
  const { client, bench } = await start(context);
  assert.deepEqual(await resultOf(client, "node"), {
    object: "hello",
    parameter: "s3cret-text",
    arn: "arn:aws:iam::000000000000:user/job node",
  });
  assert.equal((await execution(client, "by-job")).status, "SUCCEEDED");
  assert.doesNotMatch(await bench.log().catch(() => "nothing was logged"), /s3cret-text|LBAS/);
});

test("so does a function in its warm worker", async (context) => {
  const { client } = await start(context);
  const { body } = await client.post<ExecutionBody>("/v1/state-machines/calls/executions", {
    name: "c",
    input: {},
  });
  const done = await execution(client, "c");
  assert.equal(done.status, "SUCCEEDED", `${done.error}: ${done.cause}`);
  assert.equal((await execution(client, "by-function")).status, "SUCCEEDED");
  const { output } = await client.get<ExecutionBody>(`/v1/executions/${body.id}`);
  assert.equal((output as { arn: string }).arn, "arn:aws:iam::000000000000:user/function use-aws");
});

/** Of the end of 2023, which knows AWS_ENDPOINT_URL and token files; Debian 12's does not. */
const versionProbe = "import botocore; print(*botocore.__version__.split('.')[:2])";
const probed = spawnSync("python3", ["-c", versionProbe], { encoding: "utf8" });
const [major = 0, minor = 0] = probed.stdout.split(" ").map(Number);
const isMissing = probed.status !== 0 && process.env["CI"] !== "true";
const isOld = probed.status === 0 && major * 1_000 + minor < 1_034;
const skip =
  isMissing || isOld
    ? "no botocore 1.34 or newer is here: install boto3 to see Python's SDK use the ground"
    : false;

test("so does a job in Python", { skip }, async (context) => {
  const { client } = await start(context);
  assert.deepEqual(await resultOf(client, "python"), {
    object: "hello",
    parameter: "s3cret-text",
    keys: ["by python", "greeting"],
  });
  assert.equal((await execution(client, "by-python")).status, "SUCCEEDED");
});

test("credentials live as long as their run: the token's file, the token and its sessions", async (context) => {
  const { client, bench, clientOptions } = await start(context);
  const here = bench.folder;
  const running = resultOf(client, "patient", { here });
  await found(async () => existsSync(join(here, "told")) || undefined);
  const text = readFileSync(join(here, "told"), "utf8");
  const { token, uri } = JSON.parse(text) as { token: string; uri: string };
  const ask = () => fetch(uri, { headers: { authorization: token } });
  const answer = await ask();
  assert.equal(answer.status, 200);
  const given = (await answer.json()) as {
    AccessKeyId: string;
    SecretAccessKey: string;
    Token: string;
    Expiration: string;
  };
  assert.ok(Date.parse(given.Expiration) > Date.now());
  const credentials = {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.Token,
  };
  const use = async (more: object = {}) => {
    const ssm = new SSMClient({ ...clientOptions, credentials: { ...credentials, ...more } });
    const name = await ssm.send(new GetParameterCommand({ Name: "/app/password" })).then(
      () => "ok",
      (error: unknown) => (error instanceof Error ? error.name : ""),
    );
    ssm.destroy();
    return name;
  };
  assert.equal(await use(), "ok");
  const forged = Buffer.from('{"v":1}').toString("base64url");
  assert.equal(
    await use({ sessionToken: given.Token.replace(/\.[^.]+\./, `.${forged}.`) }),
    "UnrecognizedClientException",
  );
  assert.equal(await use({ sessionToken: "x" }), "UnrecognizedClientException");
  const [folder = ""] = readdirSync(join(bench.dataFolder, "runs")).filter((name) => /\.1$/.test(name));
  const file = join(bench.dataFolder, "runs", folder, "aws-token");
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const order = readFileSync(join(bench.dataFolder, "runs", folder, "order.json"), "utf8");
  assert.ok(!order.includes(token));
  spawnSync("touch", [join(here, "go")]);
  await running;
  assert.equal((await ask()).status, 403);
  assert.equal(await use(), "ExpiredTokenException");
  await found(async () => !existsSync(file) || undefined);
  for (const wrong of ["", "Bearer x", `${token}x`, token.slice(1)])
    assert.equal((await fetch(uri, { headers: { authorization: wrong } })).status, 403);
});

test("a job that is meant for the real AWS gets neither endpoints nor credentials", async (context) => {
  const { client } = await start(context);
  assert.deepEqual(await resultOf(client, "cloud"), { count: 0 });
});
