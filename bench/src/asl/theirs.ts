import { assert, type Json } from "@landbridge/model";
import { StateMachine, type StateMachineDefinition } from "aws-local-stepfunctions";
import { input, taskNames, taskResult } from "./workloads.ts";

type Input = Parameters<StateMachine["run"]>[0];
const result = taskResult as Input;
const taskResourceLocalHandlers = Object.fromEntries(taskNames.map((name) => [name, () => result]));

/**
 * The same definition in the npm package `aws-local-stepfunctions`, its tasks answered in process.
 * Compiled once, without its validation, and nobody reads its log of events: as fast as it goes.
 */
export function otherInterpreter(definition: Json): () => Promise<void> {
  // Its type of a definition is a union that a generated value cannot be told to be.
  const machine = new StateMachine(definition as unknown as StateMachineDefinition, {
    validationOptions: { noValidate: true },
  });
  return async () => {
    const execution = machine.run(input as Input, {
      overrides: { taskResourceLocalHandlers },
    });
    assert((await execution.result) !== undefined, "the other interpreter finishes");
  };
}
