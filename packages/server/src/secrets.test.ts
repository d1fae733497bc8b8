import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { RunBody, SecretBody } from "@landbridge/api";
import { isOpenRun } from "@landbridge/model";
import { makeBench, until } from "../test/crash/bench.ts";
import type { Client } from "../test/crash/client.ts";
import { jobOf, projectOf } from "../test/crash/projects.ts";

// A secret is planted, used in every way there is, and then looked for everywhere.

const planted = "planted-secret-8f2a61c0";

function ended(client: Client, run: string): Promise<RunBody> {
  return until(
    () => client.get<RunBody>(`/v1/runs/${run}`),
    ({ status }) => !isOpenRun(status),
  );
}

function* filesIn(folder: string): Generator<string> {
  for (const name of ifThere(() => readdirSync(folder)) ?? []) {
    const path = join(folder, name);
    const facts = statSync(path, { throwIfNoEntry: false });
    if (facts?.isDirectory() === true) yield* filesIn(path);
    else if (facts?.isFile() === true) yield path;
  }
}

/** The server and its agent live on, and remove what they need no longer. */
function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Of processes that have the word on their command line. */
function commandLinesWith(word: string): readonly string[] {
  return readdirSync("/proc")
    .filter((name) => /^[0-9]+$/.test(name) && name !== String(process.pid))
    .flatMap((pid) => {
      try {
        return [readFileSync(join("/proc", pid, "cmdline"), "utf8")];
      } catch {
        return [];
      }
    })
    .filter((line) => line.includes(word));
}

test("a secret reaches the process that needs it, and is found nowhere else", async (context) => {
  const bench = await makeBench(context);
  const line =
    'echo "it is $TOKEN"; echo "$TOKEN" >&2; printf \'{"got":"%s"}\' "$TOKEN" >"$LANDBRIDGE_RESULT_FILE"; touch "$HERE/up"; until [ -e "$HERE/go" ]; do sleep 0.02; done; [ "${#URL}" = 32 ]';
  const environment = {
    TOKEN: "${secret:store:token}",
    URL: "pg://u:${secret:store:token}@h",
    HERE: { input: "$.here" },
  };
  const job = jobOf("user", line, { environment });
  const { client } = await bench.start({ project: projectOf({ jobs: [job] }) });
  const answers: unknown[] = [];
  const call: Client["call"] = async (path, options) => {
    const answer = await client.call<never>(path, options);
    answers.push(answer);
    return answer;
  };
  const put = await call<SecretBody>("/v1/secrets/token", { method: "PUT", body: { value: planted } });
  assert.equal(put.body.reference, "${secret:store:token}");
  const launched = await call<RunBody>("/v1/jobs/user/runs", {
    method: "POST",
    body: { input: { here: bench.folder } },
  });
  const { id } = launched.body;
  await until(
    async () => readdirSync(bench.folder),
    (names) => names.includes("up"),
  );
  assert.deepEqual(commandLinesWith(planted), []);
  const live = await call<string>(`/v1/runs/${id}/log`);
  assert.equal(live.body, `it is ${"*".repeat(planted.length)}\n`);
  writeFileSync(join(bench.folder, "go"), "");
  const run = await ended(client, id);
  assert.equal(run.status, "SUCCEEDED");
  assert.deepEqual(run.result, { got: "*".repeat(planted.length) });
  for (const path of ["/v1/runs", `/v1/runs/${id}`, `/v1/runs/${id}/log`, `/v1/runs/${id}/log?stream=stderr`])
    await call(path);
  for (const path of ["/v1/jobs/user", "/v1/secrets", "/v1/audit", "/metrics"]) await call(path);
  assert.ok(!JSON.stringify(answers).includes(planted));
  await until(
    async () =>
      [...filesIn(bench.folder)].filter((file) => ifThere(() => readFileSync(file))?.includes(planted)),
    (files) => files.length === 0,
  );
});

test("a secret that is not there ends the run with the reason, and who launches cannot name one", async (context) => {
  const bench = await makeBench(context);
  const jobs = [
    jobOf("lost", "true", { environment: { A: "${secret:store:absent}" } }),
    jobOf("cheat", 'printf %s "$A"', { environment: { A: { input: "$.a" } } }),
  ];
  const { client } = await bench.start({ project: projectOf({ jobs }) });
  await client.call("/v1/secrets/token", { method: "PUT", body: { value: planted } });
  const lost = await client.post<RunBody>("/v1/jobs/lost/runs");
  const run = await ended(client, lost.body.id);
  assert.equal(run.status, "FAILED");
  assert.match(String(run.reason), /there is no such secret: the store has no secret "absent"/);
  const cheat = await client.post<RunBody>("/v1/jobs/cheat/runs", { input: { a: "${secret:store:token}" } });
  await ended(client, cheat.body.id);
  const log = await client.call<string>(`/v1/runs/${cheat.body.id}/log`);
  assert.equal(log.body, "${secret:store:token}");
});

test("secrets outlive a restart and a rotation of their key", async (context) => {
  const bench = await makeBench(context);
  const job = jobOf("length", '[ "${#A}" = 23 ]', { environment: { A: "${secret:store:token}" } });
  const { server, client } = await bench.start({ project: projectOf({ jobs: [job] }) });
  await client.call("/v1/secrets/token", { method: "PUT", body: { value: planted } });
  const rotated = await client.post<{ readonly changedCount: number }>("/v1/secrets-rotation");
  assert.equal(rotated.body.changedCount, 1);
  await server.stop();
  const next = await bench.start();
  const launched = await next.client.post<RunBody>("/v1/jobs/length/runs");
  assert.equal((await ended(next.client, launched.body.id)).status, "SUCCEEDED");
});
