import type { EpochMs, HistoryEvent, HistoryEventType } from "@landbridge/model";
import { awsLimits, utf8Bytes } from "./limits.ts";

// How far an execution is from AWS's limits, whatever limits it runs under: what it would need there.
// Found from its history alone, event by event, so that an open execution's can be carried on.

/** Something used, of a limit of AWS's. */
export interface Used {
  readonly used: number;
  readonly limit: number;
  /** `used / limit`; above 1 it could not run on AWS. */
  readonly share: number;
}

export interface Headroom {
  readonly events: Used;
  /** UTF-8 bytes of the largest input, output or parameters that its history holds. */
  readonly payloadBytes: Used;
  /** Of the task that used most of what AWS gives it; absent: there was none. Seconds, from scheduled to over. */
  readonly longestTaskSeconds?: Used;
}

/** Source: AWS Lambda Developer Guide, "Lambda quotas": function timeout. */
const LAMBDA_SECONDS_MAX = 900;
/** Source: AWS Step Functions Developer Guide, "Service quotas": maximum task execution time (one year). */
const TASK_SECONDS_MAX = 31_536_000;
/** Source: the same: maximum execution time of an Express workflow. */
const EXPRESS_SECONDS_MAX = 300;

interface OpenTask {
  readonly since: EpochMs;
  readonly limit: number;
}

const scheduled: ReadonlySet<HistoryEventType> = new Set([
  "TaskScheduled",
  "LambdaFunctionScheduled",
  "ActivityScheduled",
]);
const underWay: ReadonlySet<HistoryEventType> = new Set([
  "TaskStarted",
  "TaskSubmitted",
  "LambdaFunctionStarted",
  "ActivityStarted",
]);
const over: ReadonlySet<HistoryEventType> = new Set([
  "TaskSucceeded",
  "TaskFailed",
  "TaskTimedOut",
  "TaskStartFailed",
  "TaskSubmitFailed",
  "LambdaFunctionSucceeded",
  "LambdaFunctionFailed",
  "LambdaFunctionTimedOut",
  "LambdaFunctionScheduleFailed",
  "LambdaFunctionStartFailed",
  "ActivitySucceeded",
  "ActivityFailed",
  "ActivityTimedOut",
  "ActivityScheduleFailed",
]);
const closing: ReadonlySet<HistoryEventType> = new Set([
  "ExecutionSucceeded",
  "ExecutionFailed",
  "ExecutionTimedOut",
  "ExecutionAborted",
]);

/** Takes a history, oldest event first, in as many parts as one likes. */
export class HeadroomTracker {
  readonly #isExpress: boolean;
  #lastEventId = 0;
  #payloadBytes = 0;
  #longest: Used | undefined;
  /** By their newest event, which is what the next one points at. */
  readonly #open = new Map<number, OpenTask>();

  constructor(type: "STANDARD" | "EXPRESS") {
    this.#isExpress = type === "EXPRESS";
  }

  add(event: HistoryEvent): void {
    this.#lastEventId = event.id;
    this.#measure(event);
    if (scheduled.has(event.type)) {
      this.#open.set(event.id, { since: event.timestamp, limit: this.#limitOf(event) });
    } else if (underWay.has(event.type)) this.#carryOn(event);
    else if (over.has(event.type)) this.#end(event);
    else if (closing.has(event.type)) this.#endAll(event.timestamp);
  }

  /** @param now tasks that are still open count until then */
  headroom(now: EpochMs): Headroom {
    const open = [...this.#open.values()].map((task) => usedBy(task, now));
    const longestTaskSeconds = open.reduce(larger, this.#longest);
    return {
      events: usedOf(this.#lastEventId, awsLimits.historyEventsMax),
      payloadBytes: usedOf(this.#payloadBytes, awsLimits.payloadBytesMax),
      ...(longestTaskSeconds !== undefined && { longestTaskSeconds }),
    };
  }

  #measure({ details }: HistoryEvent): void {
    for (const text of [details?.["input"], details?.["output"], details?.["parameters"]]) {
      // Bytes are counted only where there could be more of them than there were.
      if (typeof text !== "string" || text.length * 3 <= this.#payloadBytes) continue;
      this.#payloadBytes = Math.max(this.#payloadBytes, utf8Bytes(text));
    }
  }

  #limitOf({ type, details }: HistoryEvent): number {
    if (this.#isExpress) return EXPRESS_SECONDS_MAX;
    const isCall = details?.["resourceType"] === "lambda" && details["resource"] === "invoke";
    return type === "LambdaFunctionScheduled" || isCall ? LAMBDA_SECONDS_MAX : TASK_SECONDS_MAX;
  }

  #carryOn({ id, previousEventId }: HistoryEvent): void {
    const task = this.#open.get(previousEventId);
    if (task === undefined) return;
    this.#open.delete(previousEventId);
    this.#open.set(id, task);
  }

  #end({ previousEventId, timestamp }: HistoryEvent): void {
    const task = this.#open.get(previousEventId);
    if (task === undefined) return;
    this.#open.delete(previousEventId);
    this.#longest = larger(this.#longest, usedBy(task, timestamp));
  }

  /** What was given up on the way has no event of its own. */
  #endAll(at: EpochMs): void {
    for (const task of this.#open.values()) this.#longest = larger(this.#longest, usedBy(task, at));
    this.#open.clear();
  }
}

function usedBy({ since, limit }: OpenTask, until: EpochMs): Used {
  return usedOf(Math.max(0, until - since) / 1000, limit);
}

function larger(first: Used | undefined, second: Used): Used {
  return first !== undefined && first.share >= second.share ? first : second;
}

function usedOf(used: number, limit: number): Used {
  return { used, limit, share: used / limit };
}
