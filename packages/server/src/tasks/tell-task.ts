import type { Engine } from "@landbridge/engine";
import { LandbridgeError, type Run } from "@landbridge/model";
import { runOutcome } from "./run-job.ts";

/** The task that waits for a run gets its outcome, at least once; one that nobody waits for any longer has had it. */
export async function tellTask(engine: Engine, run: Run): Promise<void> {
  if (run.cause.kind !== "execution" || run.cause.taskToken === undefined) return;
  const outcome = runOutcome(run);
  try {
    await engine.finishTask(
      run.cause.taskToken,
      "output" in outcome ? { kind: "succeeded", ...outcome } : { kind: "failed", ...outcome },
    );
  } catch (error) {
    const isOver = error instanceof LandbridgeError && tasksOver.has(error.code);
    if (!isOver) throw error;
  }
}

const tasksOver: ReadonlySet<string> = new Set(["InvalidToken", "TaskTimedOut"]);
