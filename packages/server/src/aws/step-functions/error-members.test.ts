import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  GetActivityTaskCommand,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  TagResourceCommand,
  UpdateStateMachineAliasCommand,
} from "@aws-sdk/client-sfn";
import { definitionOf, roleArn, startStepFunctions } from "../../../test/step-functions-server.ts";

test("a refusal carries the members that its exception has in the model", async (context) => {
  const { client } = await startStepFunctions(context);
  const { stateMachineArn = "" } = await client.send(
    new CreateStateMachineCommand({ name: "m", definition: definitionOf(), roleArn }),
  );
  await assert.rejects(client.send(new ListExecutionsCommand({})), {
    name: "ValidationException",
    reason: "MISSING_REQUIRED_PARAMETER",
  });
  await assert.rejects(
    client.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn: `${stateMachineArn}:live` })),
    { name: "ValidationException", reason: "MISSING_REQUIRED_PARAMETER" },
  );
  await assert.rejects(
    client.send(new StartExecutionCommand({ stateMachineArn: `${stateMachineArn}/map` })),
    {
      name: "ValidationException",
      reason: "API_DOES_NOT_SUPPORT_LABELED_ARNS",
    },
  );
  const gone = `${stateMachineArn}x`;
  await assert.rejects(client.send(new TagResourceCommand({ resourceArn: gone, tags: [] })), {
    name: "ResourceNotFound",
    resourceName: gone,
  });
  const tags = Array.from({ length: 51 }, (_, at) => ({ key: `k${at}`, value: "v" }));
  await assert.rejects(client.send(new TagResourceCommand({ resourceArn: stateMachineArn, tags })), {
    name: "TooManyTags",
    resourceName: stateMachineArn,
  });
  // Also where making it again would have given the one that there is.
  const again = new CreateStateMachineCommand({ name: "m", definition: definitionOf(), roleArn, tags });
  await assert.rejects(client.send(again), { name: "TooManyTags", resourceName: stateMachineArn });
});

test("an input and an output that are no JSON are refused with what AWS's parser says", async (context) => {
  const { client } = await startStepFunctions(context);
  const { activityArn = "" } = await client.send(new CreateActivityCommand({ name: "work" }));
  const definition = definitionOf({ Work: { Type: "Task", Resource: activityArn, End: true } });
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({ name: "m", definition, roleArn }),
  );
  const input = "{'not': 'json'}";
  const said = `Unexpected character (''' (code 39)): was expecting double-quote to start field name\n at [Source: (String)"${input}"; line: 1, column: 3]`;
  await assert.rejects(client.send(new StartExecutionCommand({ stateMachineArn, input })), {
    name: "InvalidExecutionInput",
    message: `Invalid State Machine Execution Input: '${said}'`,
  });
  await client.send(new StartExecutionCommand({ stateMachineArn }));
  const { taskToken } = await client.send(new GetActivityTaskCommand({ activityArn }));
  await assert.rejects(client.send(new SendTaskSuccessCommand({ taskToken, output: input })), {
    name: "InvalidOutput",
    message: `Invalid Output: '${said}'`,
  });
  // The task goes on: it can be answered still.
  await client.send(new SendTaskSuccessCommand({ taskToken, output: "{}" }));
});
