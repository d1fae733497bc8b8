import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type AwsTestServer, startAws } from "../../test/aws-server.ts";
import { listAudit } from "../audit/read.ts";
import { demand } from "../auth/permissions.ts";
import type { AwsService } from "./service.ts";
import { stsService } from "./sts/sts-service.ts";

const home = { partition: "aws", region: "us-east-1", account: "000000000000" } as const;

/** Answers with what it was asked. */
function echo(name: string, more: Partial<AwsService> = {}): AwsService {
  return {
    name,
    protocol: { kind: "json", version: "1.0" },
    body: { kind: "whole", bytesMax: 1_000 },
    answer: async (call) => {
      demand(call.caller.key, "executions:start", { kind: "state-machine", name: "load" });
      const body = Buffer.from(call.body).toString();
      return {
        status: 200,
        body: JSON.stringify({ name, path: call.path, body }),
      };
    },
    ...more,
  };
}

const states = echo("states", { targetPrefixes: ["AWSStepFunctions"] });
const lambda = echo("lambda", { protocol: { kind: "rest-json" }, paths: /^\/2015-03-31\// });
const target = { "x-amz-target": "AWSStepFunctions.ListStateMachines" };
const start = (context: TestContext): Promise<AwsTestServer> =>
  startAws(context, [stsService(home), states, lambda, echo("s9")]);

async function refusal(response: Response): Promise<readonly [number, string, string]> {
  const body = (await response.json()) as { __type?: string; message: string };
  return [response.status, body.__type ?? response.headers.get("x-amzn-errortype") ?? "", body.message];
}

test("the SDK's client is known by its access key pair", async (context) => {
  const server = await start(context);
  const client = new STSClient(server.clientOptions);
  const { Account, Arn, UserId } = await client.send(new GetCallerIdentityCommand({}));
  assert.deepEqual(
    { Account, Arn, UserId },
    { Account: home.account, Arn: "arn:aws:iam::000000000000:user/test", UserId: server.admin.accessKeyId },
  );
});

test("the scope of the signature says which service is meant, whatever the path is", async (context) => {
  const server = await start(context);
  for (const path of ["/v1/runs", "/healthz", "/a%2Fb//c/../%ff", "/.aws"]) {
    const response = await server.send({ service: "s9", path, body: "hello" });
    assert.equal(response.status, 200, path);
    assert.equal(((await response.json()) as { name: string }).name, "s9");
  }
  assert.equal((await server.call("/v1/jobs")).status, 200, "the native API is as it was");
});

test("a request that nobody signed is refused in the words of the service that it asks", async (context) => {
  const server = await start(context);
  const missing = "MissingAuthenticationTokenException";
  const unsigned = (path: string, headers: Record<string, string>) =>
    fetch(`${server.url}${path}`, { method: "POST", headers, body: "{}" });
  assert.deepEqual(await refusal(await unsigned("/", target)), [
    400,
    missing,
    "Missing Authentication Token",
  ]);
  assert.deepEqual(await refusal(await unsigned("/2015-03-31/functions/f/invocations", {})), [
    403,
    missing,
    "Missing Authentication Token",
  ]);
});

test("what was signed with another secret, or changed on the way, is refused", async (context) => {
  const server = await start(context);
  const request = { service: "states", headers: target, body: '{"a":1}' } as const;
  assert.equal((await server.send(request)).status, 200);
  const wrong = { ...server.admin, secretAccessKey: "x".repeat(40) };
  const changed = [
    { ...request, pair: wrong },
    { ...request, sentBody: '{"a":2}' },
    {
      ...request,
      tamper: (headers: Record<string, string>) => ({ ...headers, "x-amz-target": "AWSStepFunctions.X" }),
    },
    {
      ...request,
      tamper: (headers: Record<string, string>) => ({ ...headers, "x-amz-date": amzDate(Date.now() + 1000) }),
    },
  ];
  for (const one of changed) {
    const [status, code, message] = await refusal(await server.send(one));
    assert.deepEqual([status, code], [400, "InvalidSignatureException"]);
    assert.match(message, /^The request signature we calculated does not match/);
  }
});

test("unknown, revoked and half-known keys are all the same", async (context) => {
  const server = await start(context);
  for (const accessKeyId of ["LBAK0123456789ABCDEF", "AKIDEXAMPLE", "lb_0123456789abcdef"])
    assert.deepEqual(
      await refusal(
        await server.send({ service: "states", headers: target, pair: { ...server.admin, accessKeyId } }),
      ),
      [400, "UnrecognizedClientException", "The security token included in the request is invalid."],
    );
});

test("a signature is good for fifteen minutes to either side", async (context) => {
  const server = await start(context);
  const at = (ms: number) =>
    server.send({ service: "states", headers: target, signedAt: new Date(Date.now() + ms) });
  for (const minutes of [-14, 14]) assert.equal((await at(minutes * 60_000)).status, 200);
  const [, code, early] = await refusal(await at(16 * 60_000));
  assert.equal(code, "InvalidSignatureException");
  assert.match(early, /^Signature not yet current: \d{8}T\d{6}Z is still later than .* \(.* \+ 15 min\.\)$/);
  assert.match(
    (await refusal(await at(-16 * 60_000)))[2],
    /^Signature expired: .* is now earlier than .* - 15 min\.\)$/,
  );
});

test("a signature for another region or service is refused, and says which would do", async (context) => {
  const server = await start(context);
  const elsewhere = await refusal(
    await server.send({ service: "states", headers: target, region: "eu-west-1" }),
  );
  assert.match(elsewhere[2], /^Credential should be scoped to a valid region, not 'eu-west-1'/);
  const other = await refusal(await server.send({ service: "lambda", headers: target }));
  assert.equal(other[2], "Credential should be scoped to correct service: 'states'. ");
  const unknown = await refusal(await server.send({ service: "dynamodb" }));
  assert.deepEqual(unknown.slice(0, 2), [404, "UnknownOperationException"]);
  const form = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  const xml = await (
    await server.send({ service: "ec2", headers: form, body: "Action=RunInstances" })
  ).text();
  assert.match(xml, /<Code>UnknownOperationException<\/Code><Message>The service &apos;ec2&apos; is not/);
});

test("what x-amz- headers say must be signed, and so must the host", async (context) => {
  const server = await start(context);
  const added = await server.send({
    service: "states",
    headers: target,
    tamper: (headers) => ({ ...headers, "x-amz-meta-added": "1" }),
  });
  assert.equal(
    (await refusal(added))[2],
    "'x-amz-meta-added' must be a 'SignedHeader' in the AWS Authorization.",
  );
  const hostless = await server.send({
    service: "states",
    headers: target,
    tamper: (headers) => ({
      ...headers,
      authorization: (headers["authorization"] ?? "").replace("SignedHeaders=host;", "SignedHeaders="),
    }),
  });
  assert.match((await refusal(hostless))[2], /^'Host' or ':authority' must be a 'SignedHeader'/);
});

test("an authorization that lacks a part says which", async (context) => {
  const server = await start(context);
  const wrong: Readonly<Record<string, RegExp>> = {
    "AWS4-HMAC-SHA256": /'Credential' parameter. .*'Signature' parameter. .*'SignedHeaders' parameter./,
    "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c": /5 slash-delimited elements.*'a\/b'/,
    "AWS4-ECDSA-P256-SHA256 Credential=a/b": /requires the algorithm 'AWS4-HMAC-SHA256'/,
  };
  for (const [authorization, message] of Object.entries(wrong)) {
    const headers = { ...target, authorization, "x-amz-date": amzDate(Date.now()) };
    const [status, code, told] = await refusal(await fetch(server.url, { method: "POST", headers }));
    assert.deepEqual([status, code], [400, "IncompleteSignatureException"]);
    assert.match(told, message);
  }
});

test("a key does what its grants allow, and is told what it lacks", async (context) => {
  const server = await start(context);
  const request = { service: "states", headers: target } as const;
  const reader = await server.pairOf({ scopes: ["read"] });
  const launcher = await server.pairOf({ scopes: [], launch: ["state-machine:load"] });
  assert.equal((await server.send({ ...request, pair: launcher })).status, 200);
  const [status, code, message] = await refusal(await server.send({ ...request, pair: reader }));
  assert.deepEqual([status, code], [400, "AccessDeniedException"]);
  assert.match(message, /executions:start/);
});

test("a body over its limit is refused before it is kept, and a guesser is slowed down", async (context) => {
  const server = await start(context);
  const large = await server.send({ service: "states", headers: target, body: "x".repeat(1_001) });
  assert.equal(large.status, 413);
  // Whoever sends much more than the limit is told so still, and not cut off while sending.
  for (let count = 0; count < 5; count += 1) {
    const larger = await server.send({ service: "states", headers: target, body: "x".repeat(8_000_000) });
    assert.equal(larger.status, 413);
  }
  const limited = await startAws(context, [states], { refusedBurst: 3, refusedPerSecond: 0.01 });
  const pair = { ...limited.admin, secretAccessKey: "guess" };
  const codes: string[] = [];
  for (let count = 0; count < 5; count += 1)
    codes.push((await refusal(await limited.send({ service: "states", headers: target, pair })))[1]);
  assert.deepEqual(codes.slice(2), [
    "InvalidSignatureException",
    "ThrottlingException",
    "ThrottlingException",
  ]);
});

test("no answer and no line of the log holds a secret or a computed signature", async (context) => {
  const server = await start(context);
  const wrong = { ...server.admin, secretAccessKey: `${server.admin.secretAccessKey.slice(1)}x` };
  const response = await server.send({ service: "states", headers: target, pair: wrong });
  const text = (await response.text()) + server.lines.join("\n");
  assert.doesNotMatch(text, /[0-9a-f]{64}/);
  assert.ok(!text.includes(server.admin.secretAccessKey));
});

function amzDate(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, "");
}

test("changes, what is beyond a grant and strangers are in the audit trail; looks and work are not", async (context) => {
  const create: AwsService = {
    ...echo("states", { targetPrefixes: ["AWSStepFunctions"] }),
    answer: async (call) => {
      call.life.name(call.header("x-amz-target") ?? "");
      demand(call.caller.key, "state-machines:write");
      return { status: 200, body: "{}" };
    },
  };
  const server = await startAws(context, [create]);
  const ask = (operation: string, more: Partial<Parameters<AwsTestServer["send"]>[0]> = {}) =>
    server.send({
      service: "states",
      headers: { "x-amz-target": `AWSStepFunctions.${operation}` },
      body: '{"name":"load","definition":"planted-secret"}',
      ...more,
    });
  await ask("CreateStateMachine");
  await ask("DescribeStateMachine");
  await ask("StartExecution");
  await ask("ListStateMachines", { pair: await server.pairOf({ scopes: ["read"] }) });
  await ask("CreateStateMachine", { pair: { ...server.admin, secretAccessKey: "guess" } });
  await server.audit.close();
  const { items } = await listAudit(server.store, { limit: 100 });
  assert.deepEqual(
    items
      .toReversed()
      .map(({ principal, operation, target, outcome, code }) => [
        principal?.name,
        operation,
        target,
        outcome,
        code,
      ]),
    [
      ["test", "AWSStepFunctions.CreateStateMachine", "load", "done", undefined],
      ["test", "AWSStepFunctions.ListStateMachines", "load", "refused", "AccessDeniedException"],
      [undefined, "aws:states", "/", "refused", "InvalidSignatureException"],
    ],
  );
  assert.doesNotMatch(JSON.stringify(items), /planted-secret/);
});
