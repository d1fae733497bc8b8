import type { Client } from "../client/client.ts";
import { Failure, usageFailure } from "../failure.ts";
import type { Options } from "../program/options.ts";
import { orMissing } from "./find-by-id.ts";

export interface Target {
  readonly kind: "job" | "state-machine";
  readonly name: string;
}

/** What a name means: a job or a state machine; where both have it, the user says. */
export async function findTarget(client: Client, name: string, options: Options): Promise<Target> {
  const isJob = options.flag("job");
  const isMachine = options.flag("state-machine");
  if (isJob && isMachine) throw usageFailure("--job and --state-machine do not go together");
  if (isJob) return { kind: "job", name };
  if (isMachine) return { kind: "state-machine", name };
  const [job, machine] = await Promise.all([
    orMissing(client.call("getJob", { parameters: { name } })),
    orMissing(client.call("getStateMachine", { parameters: { name } })),
  ]);
  if (job !== undefined && machine !== undefined)
    throw usageFailure(`"${name}" is a job and a state machine`, "say which with --job or --state-machine");
  if (job !== undefined) return { kind: "job", name };
  if (machine !== undefined) return { kind: "state-machine", name };
  throw new Failure(`there is no job and no state machine of the name "${name}"`, {
    advice: "`landbridge jobs` and `landbridge machines` list them; `landbridge apply DIR` loads a project",
  });
}
