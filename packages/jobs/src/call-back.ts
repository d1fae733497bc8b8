import { isDeepStrictEqual } from "node:util";
import type { CallbackOutcome, RunId } from "@landbridge/model";
import { changeRun, findRun } from "./change-run.ts";
import type { CallBackAnswer } from "./jobs.ts";
import type { Step } from "./run-life.ts";
import { mayLive, type RunRecord } from "./run-record.ts";
import type { Shell } from "./shell.ts";

/** Stored before anybody is told; the process, which is what ends the attempt, hears of it afterwards (H7). */
export async function callBack(
  shell: Shell,
  id: RunId,
  attempt: number,
  outcome: CallbackOutcome,
): Promise<CallBackAnswer> {
  const found = await findRun(shell, id);
  if (found === undefined) return { kind: "unknown-run" };
  const { limits } = shell;
  const isGround = found.record.plan?.limits === "ground";
  const bytesMax = isGround ? limits.groundResultBytesMax : limits.resultBytesMax;
  if (outcome.result !== undefined && Buffer.byteLength(JSON.stringify(outcome.result)) > bytesMax)
    return { kind: "too-large", bytesMax };
  const change = await changeRun(shell, id, (record) => take(record, attempt, outcome));
  if (change === undefined) return { kind: "unknown-run" };
  const { after } = change;
  if (!isAwaiting(after, attempt)) return { kind: "over", run: after.run };
  const isSame = isDeepStrictEqual(after.callback?.outcome, outcome);
  return { kind: isSame ? "taken" : "told-before", run: after.run };
}

function take(record: RunRecord, attempt: number, outcome: CallbackOutcome): Step | undefined {
  if (!isAwaiting(record, attempt)) return undefined;
  if (record.callback?.attempt === attempt) return { record, act: "deliver" };
  return { record: { ...record, callback: { attempt, outcome } }, act: "deliver" };
}

function isAwaiting(record: RunRecord, attempt: number): boolean {
  const { plan, run, stop } = record;
  return mayLive(record) && run.attempt === attempt && stop === undefined && plan?.hasCallback === true;
}
