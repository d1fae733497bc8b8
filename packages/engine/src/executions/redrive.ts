import { type EpochMs, type ExecutionId, epochMs, randomStream, uuidV4 } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { engineError } from "../errors.ts";
import type { Homes } from "../memory/homes.ts";
import type { EngineOptions } from "../options.ts";
import type { StoredExecution } from "../rows/execution-row.ts";
import { readLastEvents } from "../rows/journal-row.ts";
import { findExecution } from "./read.ts";
import { redrivability } from "./redrivable.ts";
import { redrivenAt } from "./redriven.ts";

export interface RedriveRequest {
  /** The same token again gives the first answer, for 15 minutes. */
  readonly clientToken?: string;
}

export interface RedrivenExecution {
  readonly id: ExecutionId;
  readonly arn: string;
  readonly redrivenAt: EpochMs;
  readonly redriveCount: number;
  /** The token was used before: nothing new was done. */
  readonly isRepeated: boolean;
}

/**
 * Resolves when it is durable that the execution goes on. Throws ExecutionDoesNotExist, ExecutionNotRedrivable,
 * ValidationException.
 */
export async function redriveExecution(
  { store, clock, random }: EngineOptions,
  homes: Homes,
  idOrArn: string,
  { clientToken }: RedriveRequest,
): Promise<RedrivenExecution> {
  checkToken(clientToken);
  const stored = await findExecution(store, idOrArn);
  // One of our own where there is none: asked twice on its way to another node, it still redrives once.
  const token = clientToken ?? uuidV4(randomStream(random.seed()));
  const repeated = answerOf(stored, token, clock.now());
  if (repeated !== undefined) return { ...repeated, isRepeated: true };
  const { arn } = stored.record;
  const able = redrivability(stored, await countEvents(store, stored), clock.now());
  if (able.status !== "REDRIVABLE") {
    const reason = able.reason ?? "Execution is of a map run: redrive the execution that the map run is of";
    throw engineError("ExecutionNotRedrivable", `'${arn}': ${reason}.`);
  }
  const answer = await homes.ask(stored.id, { kind: "Redrive", token });
  const redriven = answerOf(await findExecution(store, stored.id), token, clock.now());
  if (answer === "taken" && redriven !== undefined) return { ...redriven, isRepeated: false };
  throw engineError("ExecutionNotRedrivable", `'${arn}': somebody else has redriven it just now.`);
}

function answerOf(
  { id, record }: StoredExecution,
  token: string,
  now: EpochMs,
): Omit<RedrivenExecution, "isRepeated"> | undefined {
  const at = redrivenAt(record.redriven, token, now);
  if (at === undefined) return undefined;
  return { id, arn: record.arn, redrivenAt: epochMs(at), redriveCount: record.redriven?.count ?? 0 };
}

/** 0: it runs; nobody asks then. */
export async function countEvents(store: Store, { head, status }: StoredExecution): Promise<number> {
  return status === "RUNNING" ? 0 : ((await readLastEvents(store, head)).at(-1)?.id ?? 0);
}

function checkToken(token: string | undefined): void {
  // Source: AWS Step Functions API Reference, "RedriveExecution", `clientToken`.
  if (token === undefined || /^[!-~]{1,64}$/.test(token)) return;
  throw engineError("ValidationException", "clientToken must be 1 to 64 visible ASCII characters.");
}
