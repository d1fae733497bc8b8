import type { Engine } from "@landbridge/engine";
import { LandbridgeError } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";
import { machineIn } from "./arns.ts";

/** Of a state machine that is not in force any more it is told while executions of it are still to be stopped. */
export async function orDeleting<T>(
  { catalogue }: Pick<Engine, "catalogue">,
  arn: string,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const isAbsent = error instanceof LandbridgeError && error.code === "StateMachineDoesNotExist";
    if (!isAbsent || (await catalogue.findDeleting(machineIn(arn).name)) === undefined) throw error;
    throw new AwsError("StateMachineDeleting", `State Machine is being deleted: '${arn}'`);
  }
}
