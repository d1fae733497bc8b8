import assert from "node:assert/strict";
import { test } from "node:test";
import type { ProjectDefinitions } from "@landbridge/model";
import { projectDefinitionsSchema } from "./project.ts";

const project: ProjectDefinitions = {
  name: "bank",
  jobs: [
    {
      name: "load-customers",
      command: { kind: "arguments", argv: ["sh", "-c", "true"] },
      environment: { BATCH: { input: "$.batch" }, HOME_BASE: { parameter: "home" }, LANG: "C" },
      killGraceSeconds: 10,
      successExitCodes: [0],
      concurrency: "forbid",
      retry: { maxAttempts: 0, intervalSeconds: 1, backoffRate: 2 },
      data: "normal",
      outputBytesMax: 1_000_000,
      parameters: { home: "/srv" },
    },
  ],
  functions: [],
  stateMachines: [{ name: "nightly", type: "STANDARD", definition: "{}", roleArn: "" }],
  schedules: [
    {
      name: "often",
      expression: "rate(5 seconds)",
      timezone: "UTC",
      target: { kind: "job", job: "load-customers" },
      input: {},
      state: "ENABLED",
    },
  ],
};

test("a project passes through the wire unchanged", () => {
  assert.deepEqual(projectDefinitionsSchema.parse(JSON.parse(JSON.stringify(project))), project);
});

test("every mistake in a project is told at once, each with where it is", () => {
  const wrong = structuredClone(project) as unknown as Record<string, Record<string, unknown>[]>;
  wrong["jobs"]![0]!["command"] = { kind: "arguments", argv: [""] };
  wrong["jobs"]![0]!["concurency"] = "allow";
  wrong["schedules"]![0]!["state"] = "ON";
  const paths = projectDefinitionsSchema.safeParse(wrong).error?.issues.map((issue) => issue.path.join("/"));
  assert.deepEqual(paths?.toSorted(), ["jobs/0", "jobs/0/command/argv/0", "schedules/0/state"]);
});
