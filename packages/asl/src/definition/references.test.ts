import assert from "node:assert/strict";
import { test } from "node:test";
import {
  activitiesCalled,
  functionsCalled,
  jobsCalled,
  referencesIn,
  stateMachinesCalled,
} from "./references.ts";

const task = (Resource: string, Parameters?: object, more: object = {}): object => ({
  Type: "Task",
  Resource,
  ...(Parameters && { Parameters }),
  End: true,
  ...more,
});
const INVOKE = "arn:aws:states:::lambda:invoke";

const definition = JSON.stringify({
  StartAt: "Plain",
  States: {
    Plain: task("arn:aws:lambda:eu-central-1:123456789012:function:plain:live"),
    Named: task(INVOKE, { FunctionName: "named:3" }),
    Whole: task(INVOKE, { FunctionName: "arn:aws:lambda:eu-central-1:123456789012:function:whole" }),
    Part: task(INVOKE, { FunctionName: "123456789012:function:part:live" }),
    Late: task(INVOKE, { "FunctionName.$": "$.f" }),
    Sata: task(INVOKE, undefined, { Arguments: { FunctionName: "{% $f %}" } }),
    Hand: task("arn:aws:states:eu-central-1:123456789012:activity:sign"),
    Child: task("arn:aws:states:::states:startExecution.sync:2", {
      StateMachineArn: "arn:aws:states:eu-central-1:123456789012:stateMachine:child",
      Input: { Type: "Task", Resource: INVOKE, States: { Fake: task(INVOKE, { FunctionName: "fake" }) } },
    }),
    Both: {
      Type: "Parallel",
      Branches: [
        {
          StartAt: "Job",
          States: {
            Job: task(`${INVOKE}.waitForTaskToken`, {
              FunctionName: "landbridge-run-job",
              Payload: { job: "load", "taskToken.$": "$$.Task.Token" },
            }),
          },
        },
      ],
    },
    Each: {
      Type: "Map",
      Iterator: {
        StartAt: "I",
        States: { I: task("arn:aws:states:::landbridge:runJob.sync", { job: "clean" }) },
      },
    },
  },
});

test("functions are found by name, ARN and partial ARN, unless known at run time only", () => {
  assert.deepEqual(functionsCalled(definition), [
    { name: "plain", path: "/States/Plain/Resource" },
    { name: "named", path: "/States/Named/Parameters/FunctionName" },
    { name: "whole", path: "/States/Whole/Parameters/FunctionName" },
    { name: "part", path: "/States/Part/Parameters/FunctionName" },
    { name: "landbridge-run-job", path: "/States/Both/Branches/0/States/Job/Parameters/FunctionName" },
  ]);
});

test("jobs are found in the payload of landbridge-run-job and in landbridge:runJob", () => {
  assert.deepEqual(jobsCalled(definition), [
    { name: "load", path: "/States/Both/Branches/0/States/Job/Parameters/Payload/job" },
    { name: "clean", path: "/States/Each/Iterator/States/I/Parameters/job" },
  ]);
});

test("activities and child state machines are found", () => {
  assert.deepEqual(activitiesCalled(definition), [{ name: "sign", path: "/States/Hand/Resource" }]);
  assert.deepEqual(stateMachinesCalled(definition), [
    { name: "child", path: "/States/Child/Parameters/StateMachineArn" },
  ]);
});

test("what is no definition refers to nothing", () => {
  const nothing = { functions: [], activities: [], jobs: [], stateMachines: [] };
  for (const text of ["", "[]", '{"States":[]}', '{"States":{"A":null,"B":{"Type":"Task","Resource":1}}}']) {
    assert.deepEqual(referencesIn(text), nothing);
  }
});
