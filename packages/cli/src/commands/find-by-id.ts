import type { ExecutionBody, RunBody } from "@landbridge/api";
import type { Client } from "../client/client.ts";
import { Failure } from "../failure.ts";

export type Found =
  | { readonly kind: "run"; readonly run: RunBody }
  | { readonly kind: "execution"; readonly execution: ExecutionBody };

/** An id tells not what it is of, so both are asked for; an ARN is an execution's. */
export async function findById(client: Client, id: string): Promise<Found> {
  const [run, execution] = await Promise.all([
    id.startsWith("arn:") ? undefined : orMissing(client.call("getRun", { parameters: { id } })),
    orMissing(client.call("getExecution", { parameters: { id } })),
  ]);
  if (run !== undefined) return { kind: "run", run };
  if (execution !== undefined) return { kind: "execution", execution };
  throw new Failure(`there is no run and no execution with the id "${id}"`, {
    advice: "`landbridge runs` and `landbridge executions` list them",
  });
}

/** Undefined: there is none of that name; every other failure stays one. */
export async function orMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Failure && missing.has(error.facts.code ?? "")) return undefined;
    throw error;
  }
}

const missing: ReadonlySet<string> = new Set([
  "RUN_NOT_FOUND",
  "EXECUTION_NOT_FOUND",
  "JOB_NOT_FOUND",
  "STATE_MACHINE_NOT_FOUND",
]);
