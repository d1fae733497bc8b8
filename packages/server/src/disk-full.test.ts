import assert from "node:assert/strict";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import type { ExecutionBody, OccurrenceBody, RunBody } from "@landbridge/api";
import { makeBench, until } from "../test/crash/bench.ts";
import type { Answer } from "../test/crash/client.ts";
import { mountedAt, mounts } from "../test/crash/mounts.ts";
import {
  echoFunction,
  jobOf,
  machineOf,
  passMachine,
  projectOf,
  scheduleOf,
} from "../test/crash/projects.ts";

// A full disk, for real: the server's data folder is a small one of its own, and a stranger's file fills it.

const working = machineOf("working", {
  StartAt: "Pause",
  States: {
    Pause: { Type: "Wait", Seconds: 1, Next: "Echo" },
    Echo: { Type: "Task", Resource: "arn:aws:lambda:us-east-1:000000000000:function:echo", Next: "Run" },
    Run: {
      Type: "Task",
      Resource: "arn:aws:states:::landbridge:runJob.sync",
      Parameters: { job: "quick" },
      End: true,
    },
  },
});

const project = projectOf({
  jobs: [jobOf("quick", "true", { concurrency: "allow" })],
  functions: [echoFunction],
  stateMachines: [passMachine, working],
  schedules: [scheduleOf("often", "rate(1 second)", "pass")],
});

test(
  "a full disk refuses new work with 507, loses nothing, and work goes on once there is room",
  mounts,
  async (context) => {
    const bench = await makeBench(context);
    const { client, server } = await bench.start({ project, wrapper: await mountedAt(bench, "size=12m") });
    const acknowledged: string[] = [];
    const start = async (machine: string, input: unknown): Promise<Answer<ExecutionBody>> => {
      const answer = await client.post<ExecutionBody>(`/v1/state-machines/${machine}/executions`, { input });
      if (answer.status === 202) acknowledged.push(answer.body.id);
      return answer;
    };
    for (let index = 0; index < 20; index += 1) await start("working", { index });

    const filler = join("/proc", String(server.pid), "root", bench.dataFolder, "filler");
    await fill(filler);
    const refused = await until(
      () => start("pass", "x".repeat(200_000)),
      ({ status }) => status !== 202,
    );
    assert.ok([507, 503].includes(refused.status), String(refused.status));
    assert.match(refused.headers["content-type"] ?? "", /application\/problem\+json/);
    const full = await until(
      () => client.post("/v1/jobs/quick/runs", { input: "x".repeat(200_000) }),
      ({ status }) => status === 507,
    );
    assert.equal(full.body.code, "STORE_FULL");
    assert.equal((await client.call("/healthz")).status, 200);
    assert.equal((await client.call("/v1/executions")).status, 200, "what is there can be read");

    await rm(filler);
    const freedAt = new Date().toISOString();
    await until(
      () => start("working", "after"),
      ({ status }) => status === 202,
    );
    for (const id of acknowledged) {
      const execution = await until(
        () => client.get<ExecutionBody>(`/v1/executions/${id}`),
        ({ status }) => status !== "RUNNING",
      );
      assert.equal(execution.status, "SUCCEEDED", `${id}: ${execution.error} ${execution.cause}`);
    }
    const launched = await client.post<RunBody>("/v1/jobs/quick/runs", {});
    assert.equal(launched.status, 202);
    await until(
      () => client.list<OccurrenceBody>("/v1/schedules/often/occurrences"),
      (occurrences) => occurrences.some(({ due, status }) => status === "FIRED" && due > freedAt),
    );
    assert.equal(server.child.exitCode, null, "it is the same process all along");
  },
);

/** Until there is not one page left. */
async function fill(path: string): Promise<void> {
  const file = await open(path, "w");
  try {
    for (let bytes = 65_536; bytes >= 4_096; ) {
      try {
        await file.appendFile(Buffer.alloc(bytes, 1));
      } catch (error) {
        if (!(error instanceof Error) || !("code" in error) || error.code !== "ENOSPC") throw error;
        bytes /= 2;
      }
    }
  } finally {
    await file.close();
  }
}
