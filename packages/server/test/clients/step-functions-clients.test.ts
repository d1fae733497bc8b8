import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { definitionOf, roleArn, startStepFunctions } from "../step-functions-server.ts";
import { missing, runClient } from "./clients.ts";

// AWS's command line and boto3, as they come, against Step Functions here.

const noCli = await missing("aws", ["--version"], "the AWS CLI is not here (apt-get install awscli)");
const noBoto = await missing(
  "python3",
  ["-c", "import boto3"],
  "boto3 is not here (apt-get install python3-boto3)",
);

test("the AWS CLI makes, runs, lists, describes, stops and redrives", { skip: noCli }, async (context) => {
  const server = await startStepFunctions(context);
  const aws = async (...args: readonly string[]): Promise<Record<string, string>> => {
    const common = ["--endpoint-url", server.url, "--output", "json"];
    const text = await runClient(server, "aws", ["stepfunctions", ...args, ...common]);
    return text === "" ? {} : (JSON.parse(text) as Record<string, string>);
  };
  const { stateMachineArn = "" } = await aws(
    ...["create-state-machine", "--name", "cli", "--role-arn", roleArn, "--definition"],
    definitionOf({ Wait: { Type: "Wait", Seconds: 3_600, End: true } }),
  );
  const { executionArn = "" } = await aws(
    ...["start-execution", "--state-machine-arn", stateMachineArn, "--name", "one", "--input", '{"a": 1}'],
  );
  const describe = () => aws("describe-execution", "--execution-arn", executionArn);
  assert.partialDeepStrictEqual(await describe(), { status: "RUNNING", input: '{"a":1}' });
  const list = ["list-executions", "--state-machine-arn", stateMachineArn, "--status-filter", "RUNNING"];
  assert.equal((await aws(...list))["executions"]?.length, 1);
  await aws("stop-execution", "--execution-arn", executionArn, "--error", "E", "--cause", "by hand");
  assert.partialDeepStrictEqual(await describe(), { status: "ABORTED", error: "E", cause: "by hand" });
  // A command line from before November 2023 does not know redriving.
  const redrive = aws("redrive-execution", "--execution-arn", executionArn);
  const isKnown = await redrive.then(
    () => true,
    (error: Error) => !error.message.includes("argument operation: Invalid choice") && Promise.reject(error),
  );
  assert.partialDeepStrictEqual(await describe(), { status: isKnown ? "RUNNING" : "ABORTED" });
  await assert.rejects(aws("describe-execution", "--execution-arn", "none"), /\(InvalidArn\).*Invalid Arn/);
});

test("boto3 makes, runs, pages, redrives, waits and reads errors", { skip: noBoto }, async (context) => {
  const server = await startStepFunctions(context);
  const tour = fileURLToPath(new URL("step-functions-tour.py", import.meta.url));
  const seen = JSON.parse(await runClient(server, "python3", [tour, server.url])) as Record<string, unknown>;
  assert.partialDeepStrictEqual(seen, {
    status: "SUCCEEDED",
    output: '{"a":1}',
    isDated: true,
    types: ["ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded"],
    sync: "7",
    listed: ["one"],
  });
  assert.equal(seen["isRedriven"], seen["canRedrive"]);
  assert.match(String(seen["refused"]), /StateMachineDoesNotExist/);
});
