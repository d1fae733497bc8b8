import { type Clock, type EpochMs, epochMs, type Json, type TaskToken } from "@landbridge/model";
import { engineError } from "../errors.ts";
import { engineLimits } from "../limits.ts";
import type { TaskOrder } from "../options.ts";

// Tasks that wait for a worker of an activity to ask for them.
//
// A1. Kept in memory alone: a task that no worker has taken is delivered to the queue again after a restart.
// A2. A task is handed to one worker, and only once it is committed that the worker has taken it.
// A3. What waits is bounded: tasks in number (they are in the store as well), workers by refusing further ones.
// A4. Where nodes share the work, a task waits at its execution's node. Another node whose workers wait for one is lent it
//     for a while: it is still in this queue, and A2 decides who gets it.

/** What a worker gets for GetActivityTask. */
export interface ActivityTask {
  readonly token: TaskToken;
  readonly input: Json;
}

export interface ActivityQueueOptions {
  readonly clock: Clock;
  /** Commits that a worker has taken the task; `false`: the task is over. */
  readonly take: (order: TaskOrder, workerName: string | undefined) => Promise<boolean>;
  /** A task waits here, and no worker does; or the other way round. Told again while it is so. */
  readonly unmatched?: (what: "task" | "worker", arn: string) => void;
}

interface Worker {
  readonly name: string | undefined;
  readonly answer: (order: TaskOrder | undefined) => void;
}

interface Activity {
  readonly createdAt: EpochMs;
}

export class ActivityQueue {
  readonly #options: ActivityQueueOptions;
  readonly #known = new Map<string, Activity>();
  /** By ARN, whether or not the activity is known: after a restart tasks may come before it is. */
  readonly #tasks = new Map<string, Map<TaskToken, TaskOrder>>();
  readonly #workers = new Map<string, Set<Worker>>();
  /** Until when a waiting task is another node's to hand out. */
  readonly #lent = new Map<TaskToken, EpochMs>();
  /** Activities whose waiting workers are told of again in a while. */
  readonly #asking = new Set<string>();
  #workerCount = 0;

  constructor(options: ActivityQueueOptions) {
    this.#options = options;
  }

  /** Makes it known; again is no news. Gives when it was made first. */
  create(arn: string, createdAt: EpochMs = this.#options.clock.now()): EpochMs {
    const known = this.#known.get(arn);
    if (known !== undefined) return known.createdAt;
    if (this.#known.size >= engineLimits.activitiesMax) {
      throw engineError(
        "ActivityLimitExceeded",
        `there are ${engineLimits.activitiesMax} already; delete some.`,
      );
    }
    this.#known.set(arn, { createdAt });
    return createdAt;
  }

  get knownCount(): number {
    return this.#known.size;
  }

  /** Workers that wait go away empty-handed; tasks stay until they time out, as on AWS. */
  delete(arn: string): void {
    this.#known.delete(arn);
    for (const worker of this.#workers.get(arn) ?? []) worker.answer(undefined);
  }

  createdAt(arn: string): EpochMs {
    const activity = this.#known.get(arn);
    if (activity === undefined) throw engineError("ActivityDoesNotExist", `'${arn.slice(0, 300)}'`);
    return activity.createdAt;
  }

  list(): readonly { readonly arn: string; readonly createdAt: EpochMs }[] {
    return [...this.#known].map(([arn, { createdAt }]) => ({ arn, createdAt }));
  }

  /** A task wants a worker; a second delivery of the same one changes nothing. */
  offer(arn: string, order: TaskOrder): void {
    const [worker] = this.#workers.get(arn) ?? [];
    if (worker !== undefined) {
      worker.answer(order);
      return;
    }
    const waiting = this.#tasks.get(arn) ?? new Map<TaskToken, TaskOrder>();
    waiting.set(order.token, order);
    this.#tasks.set(arn, waiting);
    this.#options.unmatched?.("task", arn);
  }

  isWanted(arn: string): boolean {
    return this.#workers.has(arn);
  }

  /** A task that waits here, for a worker at another node. */
  lend(arn: string): TaskOrder | undefined {
    const now = this.#options.clock.now();
    for (const order of this.#tasks.get(arn)?.values() ?? []) {
      if ((this.#lent.get(order.token) ?? 0) > now) continue;
      this.#lent.set(order.token, epochMs(now + engineLimits.activityLentMs));
      return plain(order);
    }
    return undefined;
  }

  /** One that waits at another node; where no worker waits for it any more, it is left to that node. */
  borrowed(arn: string, order: TaskOrder): void {
    const [worker] = this.#workers.get(arn) ?? [];
    worker?.answer(order);
  }

  /** A worker somewhere else has taken it. */
  taken(token: TaskToken): void {
    for (const [arn, waiting] of this.#tasks) if (waiting.has(token)) return this.withdraw(arn, token);
  }

  withdraw(arn: string, token: TaskToken): void {
    const waiting = this.#tasks.get(arn);
    waiting?.delete(token);
    this.#lent.delete(token);
    if (waiting?.size === 0) this.#tasks.delete(arn);
  }

  /** As `withdraw`, of all tasks that are so. */
  withdrawAll(isMeant: (order: TaskOrder) => boolean): void {
    for (const [arn, waiting] of [...this.#tasks])
      for (const order of [...waiting.values()]) if (isMeant(order)) this.withdraw(arn, order.token);
  }

  /**
   * The next task, oldest first; waits for one for as long as AWS does.
   * Throws ActivityDoesNotExist, or ActivityWorkerLimitExceeded when too many wait.
   * @param gone aborted when the worker hangs up: then no task is handed to it any longer
   */
  async poll(
    arn: string,
    workerName: string | undefined,
    gone?: AbortSignal,
  ): Promise<ActivityTask | undefined> {
    this.createdAt(arn);
    const until = epochMs(this.#options.clock.now() + engineLimits.activityPollMs);
    for (;;) {
      const order = this.#next(arn) ?? (await this.#wait(arn, workerName, until, gone));
      if (order === undefined) return undefined;
      if (gone?.aborted === true) {
        this.offer(arn, order);
        return undefined;
      }
      if (await this.#take(arn, order, workerName)) return { token: order.token, input: order.payload };
    }
  }

  /** When it cannot be committed the task goes back into the queue, for the next worker. */
  async #take(arn: string, order: TaskOrder, workerName: string | undefined): Promise<boolean> {
    try {
      return await this.#options.take(order, workerName);
    } catch (error) {
      this.offer(arn, order);
      throw error;
    }
  }

  #next(arn: string): TaskOrder | undefined {
    const waiting = this.#tasks.get(arn);
    if (waiting === undefined) return undefined;
    const [order] = waiting.values();
    if (order !== undefined) this.withdraw(arn, order.token);
    return order;
  }

  #wait(
    arn: string,
    name: string | undefined,
    until: EpochMs,
    gone: AbortSignal | undefined,
  ): Promise<TaskOrder | undefined> {
    if (this.#workerCount >= engineLimits.activityWorkersMax) {
      throw engineError("ActivityWorkerLimitExceeded", "too many workers wait for tasks; try again later.");
    }
    const workers = this.#workers.get(arn) ?? new Set();
    this.#workers.set(arn, workers);
    this.#workerCount += 1;
    return new Promise((resolve) => {
      const answer = (order: TaskOrder | undefined): void => {
        if (!workers.delete(worker)) return;
        this.#workerCount -= 1;
        if (workers.size === 0 && this.#workers.get(arn) === workers) this.#workers.delete(arn);
        disarm();
        gone?.removeEventListener("abort", hangUp);
        resolve(order);
      };
      const hangUp = (): void => answer(undefined);
      const worker: Worker = { name, answer };
      workers.add(worker);
      const disarm = this.#options.clock.setTimer(until, hangUp);
      gone?.addEventListener("abort", hangUp, { once: true });
      // The first of them tells at once; what follows for the others is told within a second.
      if (workers.size === 1) this.#options.unmatched?.("worker", arn);
      this.#askAgain(arn);
    });
  }

  /** Once a second as long as some worker waits: what was said may be lost. */
  #askAgain(arn: string): void {
    const { unmatched } = this.#options;
    if (unmatched === undefined || this.#asking.has(arn) || !this.isWanted(arn)) return;
    this.#asking.add(arn);
    const { clock } = this.#options;
    clock.setTimer(epochMs(clock.now() + engineLimits.activityAskMs), () => {
      this.#asking.delete(arn);
      if (this.isWanted(arn)) unmatched("worker", arn);
      this.#askAgain(arn);
    });
  }
}

/** An order works some of itself out when it is asked; what is sent elsewhere is written out. */
function plain(order: TaskOrder): TaskOrder {
  const { execution, executionArn, ref, token, resource, payload, timeoutSeconds, heartbeatSeconds } = order;
  return { execution, executionArn, ref, token, resource, payload, timeoutSeconds, heartbeatSeconds };
}
