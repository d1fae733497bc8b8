import type { ExecutionBody, MapRunBody, RunBody } from "@landbridge/api";
import type { Client } from "../client/client.ts";
import { Failure } from "../failure.ts";

/** What is launched, waited for and stopped. */
export type Work =
  | { readonly kind: "run"; readonly run: RunBody }
  | { readonly kind: "execution"; readonly execution: ExecutionBody };

export type Found = Work | { readonly kind: "map-run"; readonly mapRun: MapRunBody };

/** An id tells not what it is of, so all are asked for; an ARN does. */
export async function findById(client: Client, id: string): Promise<Found> {
  const isArn = id.startsWith("arn:");
  const isMapRun = isArn && id.includes(":mapRun:");
  const parameters = { id };
  const [run, execution, mapRun] = await Promise.all([
    isArn ? undefined : orMissing(client.call("getRun", { parameters })),
    isMapRun ? undefined : orMissing(client.call("getExecution", { parameters })),
    isArn && !isMapRun ? undefined : orMissing(client.call("getMapRun", { parameters })),
  ]);
  if (run !== undefined) return { kind: "run", run };
  if (execution !== undefined) return { kind: "execution", execution };
  if (mapRun !== undefined) return { kind: "map-run", mapRun };
  throw new Failure(`there is no run, no execution and no map run with the id "${id}"`, {
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
  "MAP_RUN_NOT_FOUND",
  "JOB_NOT_FOUND",
  "STATE_MACHINE_NOT_FOUND",
]);
