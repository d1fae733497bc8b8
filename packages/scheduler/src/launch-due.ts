import { type EpochMs, epochMs, LandbridgeError } from "@landbridge/model";
import type { Context } from "./context.ts";
import type { WatchedSchedule } from "./memory.ts";
import { type Occurrence, occurrencePart } from "./occurrence-row.ts";
import { launchKeyOf } from "./schedule-key.ts";
import type { LaunchOutcome } from "./scheduler.ts";

export interface DueLaunch {
  readonly watched: WatchedSchedule;
  readonly due: EpochMs;
}

export interface MadeLaunch extends DueLaunch {
  readonly row: Occurrence;
  readonly outcome: LaunchOutcome;
}

/** Makes them, a bounded number at a time; throws only after all of them have ended. */
export async function launchAll(
  context: Context,
  launches: readonly DueLaunch[],
): Promise<readonly MadeLaunch[]> {
  const made: MadeLaunch[] = [];
  const fatal: unknown[] = [];
  const queue = launches.values();
  const workers = Math.min(context.limits.launchesAtOnceMax, launches.length);
  const work = async (): Promise<void> => {
    // The workers share one iterator, so each launch is taken once.
    for (const launch of queue) {
      try {
        made.push(await launchOne(context, launch));
      } catch (error) {
        fatal.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  if (fatal.length > 0) throw fatal[0];
  return made;
}

async function launchOne(context: Context, { watched, due }: DueLaunch): Promise<MadeLaunch> {
  const { name, definition, present } = watched.schedule;
  const { target, input } = definition;
  const { retry } = watched;
  const attempt = (retry?.due === due ? retry.attempts : 0) + 1;
  const launchKey = launchKeyOf(name, due);
  const row: Occurrence = {
    schedule: name,
    due,
    status: "FIRED",
    decidedAt: context.clock.now(),
    target,
    launchKey,
    timetable: present.id,
  };
  const also = occurrencePart(row);
  const launch = { schedule: name, due, attempt, target, input, launchKey, also };
  const outcome = await tried(() => context.launch(launch));
  return { watched, due, row, outcome };
}

/** Whatever is thrown may have been committed or not; the next try finds out by the occurrence's row (S4). */
async function tried(launch: () => Promise<LaunchOutcome>): Promise<LaunchOutcome> {
  try {
    return await launch();
  } catch (error) {
    if (isFatal(error)) throw error;
    const reason = error instanceof Error ? error.message : "the launch failed without saying why";
    return { kind: "failed", isRetryable: true, reason };
  }
}

/** Nothing this node does to its partition can succeed any more. */
function isFatal(error: unknown): boolean {
  return error instanceof LandbridgeError && (error.code === "FENCED" || error.code === "STORE_CLOSED");
}

/** @param attempts that failed, from 1 */
export function retryAt(context: Context, now: EpochMs, attempts: number): EpochMs {
  const { retryFirstMs, retryMaxMs } = context.limits;
  return epochMs(now + Math.min(retryMaxMs, retryFirstMs * 2 ** Math.min(attempts - 1, 30)));
}
