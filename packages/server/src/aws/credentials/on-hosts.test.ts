import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { type HostTarget, hostName, isJsonObject, isOpenRun, type Run } from "@landbridge/model";
import { makeCertificate, skipWithoutOpenssl } from "../../../test/hosts/certificate.ts";
import { aJob, createWorld } from "../../../test/hosts/world.ts";

// AWS's SDKs in jobs on hosts of their own, whose agents are real processes.

const bounds = { timeout: 180_000 };
const atlas: HostTarget = { kind: "host", name: hostName("atlas") };
const script = fileURLToPath(new URL("../../../test/aws/on-a-host.mjs", import.meta.url));
const isOver = (run: Run): boolean => !isOpenRun(run.status);

const useAws = aJob("use-aws", { command: { kind: "arguments", argv: ["node", script] }, target: atlas });
const onServersHost = aJob("at-home", { command: { kind: "arguments", argv: ["node", script] } });
const asked = aJob("ask", {
  command: {
    kind: "shell",
    line: 'printf \'{"uri":"%s","token":"%s"}\' "$AWS_CONTAINER_CREDENTIALS_FULL_URI" "$(cat "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")" >"$LANDBRIDGE_RESULT_FILE"',
  },
  target: atlas,
});

function resultOf({ status, reason, result }: Run): Readonly<Record<string, unknown>> {
  assert.equal(status, "SUCCEEDED", reason ?? "no reason");
  assert.ok(isJsonObject(result));
  return result;
}

const expected = (job: string): object => ({
  isSame: true,
  parameter: "1",
  arn: `arn:aws:iam::000000000000:user/job ${job}`,
});

test("a job on a host of its own uses AWS's SDKs unchanged, over its agent", bounds, async (t) => {
  const world = await createWorld(t, [useAws]);
  const agent = world.agent({ name: "atlas", token: await world.enrol("atlas") });
  const run = await world.until(await world.launch("use-aws"), isOver);
  const { endpoint, ...rest } = resultOf(run);
  assert.deepEqual(rest, expected("use-aws"), await world.output(run.id));
  const port = readFileSync(join(agent.dataFolder, "aws-port"), "utf8").trim();
  assert.equal(endpoint, `http://127.0.0.1:${port}`);
});

const secured = { ...bounds, skip: skipWithoutOpenssl };
test("so does one on a host whose server speaks TLS, and one on the server's own", secured, async (t) => {
  const world = await createWorld(t, [useAws, onServersHost], { tls: makeCertificate(t) });
  world.agent({ name: "atlas", token: await world.enrol("atlas"), scheme: "https" });
  for (const job of ["use-aws", "at-home"]) {
    const { endpoint, ...rest } = resultOf(await world.until(await world.launch(job), isOver));
    assert.deepEqual(rest, expected(job));
    assert.match(String(endpoint), /^http:\/\/127\.0\.0\.1:\d+$/);
  }
});

test("an agent passes on what proves itself to AWS's services, and nothing else", bounds, async (t) => {
  const world = await createWorld(t, [asked]);
  const agent = world.agent({ name: "atlas", token: await world.enrol("atlas") });
  const { uri, token } = resultOf(await world.until(await world.launch("ask"), isOver));
  const ask = (path: string, headers: Record<string, string>): Promise<number> =>
    fetch(new URL(path, String(uri)), { headers }).then(async (answer) => {
      await answer.body?.cancel();
      return answer.status;
    });
  const adminKey = readFileSync(world.server().adminKeyFile, "utf8").trim();
  assert.equal(await ask("/v1/jobs", { "x-api-key": adminKey }), 403);
  assert.equal(await ask("/healthz", {}), 403);
  assert.equal(await ask("/.aws/credentials", {}), 403);
  // Its run is over, so the token is worth nothing: the server says so.
  assert.equal(await ask("/.aws/credentials", { authorization: String(token) }), 403);

  await agent.kill();
  await world.offline("atlas");
  world.agent({ name: "atlas" });
  await world.online("atlas");
  const after = resultOf(await world.until(await world.launch("ask"), isOver));
  assert.equal(after["uri"], uri, "the port stays");
  await world.stopServer();
  assert.equal(await ask("/.aws/credentials", { authorization: String(token) }), 503);
});
