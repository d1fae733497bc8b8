import type { EpochMs, Run, RunId } from "@landbridge/model";
import type { Guard, Row, Write } from "@landbridge/store";
import { jobsError } from "./errors.ts";
import type { LaunchAnswer, LaunchRequest } from "./jobs.ts";

/** A name under which a launch's first answer is kept: an Idempotency-Key, or an execution's task token. */
export interface LaunchName {
  readonly key: string;
  /** Null: whatever comes under this name is the same request. */
  readonly bodyHash: string | null;
}

/** The first answer; the run's input is in the run's row already. */
export interface FirstAnswer {
  readonly bodyHash: string | null;
  readonly kind: LaunchAnswer["kind"];
  readonly run: Omit<Run, "input">;
  readonly blockingRun?: RunId;
}

const FORMAT = 1;

export function launchNames({ cause, idempotency }: LaunchRequest): readonly LaunchName[] {
  const names: LaunchName[] = [];
  if (cause.kind === "execution" && cause.taskToken !== undefined)
    names.push({ key: JSON.stringify(["task", cause.taskToken]), bodyHash: null });
  if (idempotency !== undefined)
    names.push({
      key: JSON.stringify(["key", idempotency.principal, idempotency.key]),
      bodyHash: idempotency.bodyHash,
    });
  return names;
}

export function nameIsFree(name: LaunchName): Guard {
  return { kind: "absent", table: "idempotency", key: name.key };
}

export function insertAnswer(name: LaunchName, answer: LaunchAnswer, at: EpochMs): Write {
  const { input: _, ...run } = answer.run;
  const first: FirstAnswer = {
    bodyHash: name.bodyHash,
    kind: answer.kind,
    run,
    ...(answer.kind === "refused" ? { blockingRun: answer.blockingRun } : {}),
  };
  return {
    kind: "insert",
    table: "idempotency",
    key: name.key,
    columns: { createdAt: at },
    body: JSON.stringify({ v: FORMAT, ...first }),
  };
}

export function decodeAnswer(row: Row<"idempotency">): FirstAnswer {
  const body = JSON.parse(row.body) as { readonly v: number } & FirstAnswer;
  if (body.v !== FORMAT)
    throw jobsError("ROW_NOT_READABLE", `idempotency/${row.key} has format ${body.v}, expected ${FORMAT}`);
  return body;
}
