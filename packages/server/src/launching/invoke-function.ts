import type { Engine } from "@landbridge/engine";
import type { StateMachineDefinition } from "@landbridge/model";
import type { Store } from "@landbridge/store";

/**
 * A function that a schedule calls is called by a state machine of our own: so the call outlives a restart, is
 * tried again as Lambda does for an asynchronous invocation, and can be looked at like any execution.
 * Source: AWS Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous invocation".
 */
export const invokeFunctionMachine: StateMachineDefinition = {
  name: "landbridge-invoke-function",
  type: "STANDARD",
  roleArn: "arn:aws:iam::000000000000:role/landbridge",
  definition: JSON.stringify({
    Comment: "Calls a function for a schedule.",
    StartAt: "Invoke",
    States: {
      Invoke: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { "FunctionName.$": "$.function", "Payload.$": "$.payload" },
        OutputPath: "$.Payload",
        Retry: [
          {
            ErrorEquals: ["Lambda.TooManyRequestsException", "Lambda.ServiceException"],
            IntervalSeconds: 1,
            MaxAttempts: 30,
            BackoffRate: 2,
            MaxDelaySeconds: 300,
          },
          { ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 60, MaxAttempts: 2, BackoffRate: 2 },
        ],
        End: true,
      },
    },
  }),
};

/** Makes it, at every start; a guard that fails says that another node has just done so. */
export async function ensureInvokeFunction(
  engine: Pick<Engine, "machineWrites">,
  store: Pick<Store, "commit">,
  held: { readonly partition: number | null; readonly epoch: () => number },
): Promise<void> {
  const part = await engine.machineWrites([invokeFunctionMachine], []);
  if (part.writes.length === 0) return;
  await store.commit([{ partition: held.partition, epoch: held.epoch(), ...part }]);
}
