import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { CreateStateMachineCommand, ListExecutionsCommand } from "@aws-sdk/client-sfn";
import {
  definitionOf,
  roleArn,
  type StepFunctionsTestServer,
  startStepFunctions,
} from "../step-functions-server.ts";
import { missing, runClient } from "./clients.ts";

// AWS's command line and boto3, as they come, make schedules here, and these start executions.

const noCli = await missing("aws", ["--version"], "the AWS CLI is not here (apt-get install awscli)");
const noBoto = await missing(
  "python3",
  ["-c", "import boto3"],
  "boto3 is not here (apt-get install python3-boto3)",
);

interface Bench {
  readonly server: StepFunctionsTestServer;
  readonly machine: string;
  /** The names of what the schedules have started. */
  readonly started: () => Promise<readonly (string | undefined)[]>;
}

async function start(context: TestContext): Promise<Bench> {
  const server = await startStepFunctions(context);
  const definition = definitionOf();
  const made = await server.client.send(
    new CreateStateMachineCommand({ name: "close", roleArn, definition }),
  );
  const machine = made.stateMachineArn ?? "";
  return {
    server,
    machine,
    async started() {
      await server.ground.scheduler.tick();
      const { executions = [] } = await server.client.send(
        new ListExecutionsCommand({ stateMachineArn: machine }),
      );
      return executions.map(({ name }) => name);
    },
  };
}

test("the AWS CLI makes, shows, changes and deletes a schedule that fires", {
  skip: noCli,
}, async (context) => {
  const { server, machine, started } = await start(context);
  const aws = async (...args: readonly string[]): Promise<Record<string, unknown>> => {
    const common = ["--endpoint-url", server.url, "--output", "json"];
    const text = await runClient(server, "aws", ["scheduler", ...args, ...common]);
    return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
  };
  const target = JSON.stringify({ Arn: machine, RoleArn: roleArn, Input: "{}" });
  const terms = ["--flexible-time-window", "Mode=OFF", "--target", target, "--name", "often"];
  const made = await aws("create-schedule", ...terms, "--schedule-expression", "rate(1 hour)");
  assert.deepEqual(made, { ScheduleArn: "arn:aws:scheduler:us-east-1:000000000000:schedule/default/often" });
  assert.match(String(await started()), /^often-\d+$/);
  await aws("update-schedule", ...terms, "--schedule-expression", "rate(2 hours)", "--state", "DISABLED");
  assert.partialDeepStrictEqual(await aws("get-schedule", "--name", "often"), {
    ScheduleExpression: "rate(2 hours)",
    State: "DISABLED",
    Target: { Arn: machine },
  });
  const listed = (await aws("list-schedules", "--name-prefix", "of"))["Schedules"];
  assert.ok(Array.isArray(listed) && listed.length === 1);
  await aws("delete-schedule", "--name", "often");
  await assert.rejects(
    aws("get-schedule", "--name", "often"),
    /\(ResourceNotFoundException\).*Schedule often does not exist\./,
  );
});

test("boto3 keeps schedules in groups, pages through them, and reads errors", {
  skip: noBoto,
}, async (context) => {
  const { server, machine, started } = await start(context);
  const tour = fileURLToPath(new URL("scheduler-tour.py", import.meta.url));
  const seen: unknown = JSON.parse(await runClient(server, "python3", [tour, server.url, machine]));
  assert.deepEqual(seen, {
    arn: "arn:aws:scheduler:us-east-1:000000000000:schedule/team/at-once",
    state: "ENABLED",
    isDated: true,
    listed: ["at-once", "later"],
    tags: [{ Key: "owner", Value: "ledger" }],
    conflict: "Schedule later already exists.",
    invalid: "Invalid Schedule Expression every day.",
  });
  assert.equal((await started()).length, 1, "what it left behind fires");
});
