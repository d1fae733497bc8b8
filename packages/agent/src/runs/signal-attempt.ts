import type { RunSignal } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { errorCode } from "./durable-file.ts";
import { find } from "./finding.ts";
import { platform } from "./platform.ts";

/**
 * To the command and those of its descendants that kept its environment, not to the supervisor and its timer:
 * a signal would end the timer's sleep, and with it the run's time limit. Resolves to how many it reached.
 */
export async function signalAttempt(paths: AttemptPaths, signal: RunSignal): Promise<number> {
  const finding = await find(paths);
  if (finding.kind !== "running" && finding.kind !== "orphaned") return 0;
  const { pid } = finding.identity;
  // The supervisor is started without it; environment.ts gives it to the command alone.
  const mark = [`LANDBRIDGE_INPUT_FILE=${paths.input}`];
  let count = 0;
  for (const member of await platform.members(pid))
    if (member !== pid && (await platform.isMarked(member, mark)) && send(member, signal)) count += 1;
  return count;
}

function send(pid: number, signal: RunSignal): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    // ESRCH: it ended meanwhile. EPERM: it took another user's rights.
    if (errorCode(error) === "ESRCH" || errorCode(error) === "EPERM") return false;
    throw error;
  }
}
