import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
} from "@aws-sdk/client-sfn";
import { ApiError } from "@landbridge/api";
import type { ProjectDefinitions } from "@landbridge/model";
import { definitionOf, roleArn, startStepFunctions } from "../../test/step-functions-server.ts";
import { systemClock } from "../system.ts";
import { createProjectServices } from "./project.ts";

const definition = definitionOf();
const projectOf = (...names: readonly string[]): ProjectDefinitions => ({
  name: "p",
  jobs: [],
  functions: [],
  schedules: [],
  stateMachines: names.map((name) => ({ name, type: "STANDARD", definition, roleArn })),
});

test("applying a folder touches what folders own, and nothing that was made over AWS's API", async (context) => {
  const { client, ground, store } = await startStepFunctions(context);
  const project = createProjectServices({
    store,
    partition: null,
    epoch: () => 0,
    clock: systemClock,
    ...ground,
  });
  const apply = (definitions: ProjectDefinitions, isPlan = false) =>
    project.apply(definitions, { isPlan, principal: "test" });
  const { stateMachineArn = "" } = await client.send(
    new CreateStateMachineCommand({ name: "api", definition, roleArn }),
  );
  await apply(projectOf("kept", "dropped"));
  const planned = await apply(projectOf("kept"), true);
  assert.deepEqual(planned.changes, [{ kind: "state-machine", name: "dropped", change: "deleted" }]);
  await apply(projectOf("kept"));
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  assert.deepEqual(
    stateMachines.map(({ name }) => name).filter((name) => name !== "landbridge-invoke-function"),
    ["api", "kept"],
  );
  await assert.rejects(apply(projectOf("kept", "api")), (error: unknown) => {
    assert.ok(error instanceof ApiError);
    assert.equal(error.options.issues?.[0]?.path, "/stateMachines/1/name");
    return true;
  });
  await apply(projectOf());
  const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
  assert.equal(described.definition, definition);
});
