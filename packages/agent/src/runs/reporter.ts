import {
  type Cancel,
  type Clock,
  epochMs,
  LandbridgeError,
  type ReportRun,
  type RunReport,
} from "@landbridge/model";
import { attemptName } from "./attempt.ts";
import { createGate } from "./gate.ts";
import type { RunAgentLimits } from "./limits.ts";
import type { RunAgentLog } from "./log.ts";

// Repeats reports until they are acknowledged (H3).
//
// R1. The reports of one attempt go out in the order they were given, each after the one before it was
//     acknowledged: "ended" never overtakes "started".
// R2. An attempt has each kind of report waiting at most once, and one progress more under way, so the queue is
//     bounded by the attempts.
// R3. A report that is refused, or not answered in time, is sent again; the pause doubles up to a bound.

export interface Reporter {
  send(report: RunReport, acknowledged?: () => void): void;
  /** Sends at once what waits to be repeated. */
  hurry(): void;
  close(): void;
}

interface Waiting {
  readonly report: RunReport;
  readonly acknowledged: (() => void) | undefined;
}

export function createReporter(options: {
  readonly clock: Clock;
  readonly report: ReportRun;
  readonly limits: RunAgentLimits;
  readonly log: RunAgentLog;
}): Reporter {
  const { limits } = options;
  const gate = createGate({ atOnceMax: limits.reportsAtOnceMax, waitingMax: Number.POSITIVE_INFINITY });
  const queues = new Map<string, Waiting[]>();
  const pauses = new Map<string, { readonly cancel: Cancel; readonly again: () => void }>();
  let isClosed = false;

  const deliver = async (name: string, pauseMs: number): Promise<void> => {
    const head = queues.get(name)?.[0];
    if (head === undefined || isClosed) return;
    try {
      await within(options.clock, limits.reportTimeoutMs, options.report(head.report));
    } catch (error) {
      return rest(name, head, pauseMs, error);
    }
    if (isClosed) return;
    queues.get(name)?.shift();
    if (queues.get(name)?.length === 0) queues.delete(name);
    else gate.enter(() => deliver(name, limits.reportRetryMsMin));
    head.acknowledged?.();
  };

  const rest = (name: string, { report }: Waiting, pauseMs: number, error: unknown): void => {
    if (isClosed) return;
    // Whoever takes the reports says so itself when it is away, and once: not for each report.
    const isAway = error instanceof LandbridgeError && error.code === "SERVER_AWAY";
    const message = `the report "${report.kind}" of attempt ${report.attempt} was not acknowledged; it is repeated in ${pauseMs} ms`;
    if (!isAway) options.log({ level: "warning", message, run: report.run, error });
    const again = (): void => {
      pauses.delete(name);
      gate.enter(() => deliver(name, Math.min(pauseMs * 2, limits.reportRetryMsMax)));
    };
    const cancel = options.clock.setTimer(epochMs(options.clock.now() + pauseMs), again);
    pauses.set(name, { cancel, again });
  };

  return {
    send(report, acknowledged) {
      const name = attemptName(report);
      const queue = queues.get(name) ?? [];
      if (isClosed) return;
      // What is on its way stays as it is; of what only waits, the newest progress is worth more than the one before.
      const waiting = queue.findIndex(
        (one, index) => one.report.kind === report.kind && (index > 0 || report.kind !== "progress"),
      );
      if (waiting >= 0 && report.kind !== "progress") return;
      if (waiting >= 0) queue[waiting] = { report, acknowledged };
      else queue.push({ report, acknowledged });
      queues.set(name, queue);
      if (queue.length === 1) gate.enter(() => deliver(name, limits.reportRetryMsMin));
    },
    hurry() {
      for (const { cancel, again } of [...pauses.values()]) {
        cancel();
        again();
      }
    },
    close() {
      isClosed = true;
      gate.close();
      for (const { cancel } of pauses.values()) cancel();
    },
  };
}

function within(clock: Clock, limitMs: number, promise: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const tooLate = (): void => reject(new Error(`no acknowledgement within ${limitMs} ms`));
    const cancel = clock.setTimer(epochMs(clock.now() + limitMs), tooLate);
    promise.then(resolve, reject).finally(cancel);
  });
}
