import type { FunctionDefinition } from "@landbridge/model";
import { type EpochMs, epochMs } from "@landbridge/model";
import type { FunctionError } from "./contract.ts";
import { notStarted } from "./failures.ts";
import { createLine, type Invocation } from "./invocation.ts";
import {
  aheadBytesMax,
  aheadMax,
  aheadMicrosMax,
  averageWeight,
  scaleOutWaitMicros,
  slowMs,
  startBackoffMsMax,
  startBackoffMsMin,
} from "./limits.ts";
import type { Worker, WorkerEvents } from "./worker.ts";

/** What one function's line needs of the pool. */
export interface LineHost {
  now(): EpochMs;
  /** Starts a worker now, or later calls `pump` again when there is room for one. */
  wantsWorker(line: FunctionLine): void;
  workerReady(): void;
  workerGone(worker: Worker): void;
}

/** One function: those who wait for it, its workers, and when it needs more of them. */
export class FunctionLine implements WorkerEvents {
  definition: FunctionDefinition;
  readonly workers: Worker[] = [];
  readonly #waiting = createLine();
  readonly #host: LineHost;
  /** Of the handler's running time; undefined until the first answer. */
  #averageMicros: number | undefined;
  #startFailures = 0;
  #restUntil = epochMs(0);
  #startError: ((requestId: string) => FunctionError) | undefined;
  #isRemoved = false;
  #isClosed = false;

  constructor(definition: FunctionDefinition, host: LineHost) {
    this.definition = definition;
    this.#host = host;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Whether a look at slow heads and at the need for workers is due soon. */
  get hasBacklog(): boolean {
    return this.#waiting.size > 0 || this.workers.some((worker) => worker.load > 1);
  }

  get isResting(): boolean {
    return this.#startError !== undefined && !this.#hasProspect() && this.#host.now() < this.#restUntil;
  }

  add(invocation: Invocation): void {
    if (this.isResting && this.#startError !== undefined) {
      return invocation.settle({ kind: "failed", ...this.#startError(invocation.request.requestId) });
    }
    this.#waiting.push(invocation);
    this.pump();
  }

  /** Gives what waits to workers: to idle ones, then ahead to busy ones; then sees whether to ask for more. */
  pump(): void {
    if (this.#waiting.size === 0) return;
    for (const worker of this.workers) {
      if (worker.load === 0 && worker.state === "ready") this.#sendNext(worker);
      if (this.#waiting.size === 0) return;
    }
    if (this.#aheadCount() > 1) for (const worker of this.workers) this.#fill(worker);
    if (this.#waiting.size > 0 && this.#needsWorker()) this.#host.wantsWorker(this);
  }

  /** Called every `slowMs` while there is a backlog. */
  sweep(now: EpochMs): void {
    for (const worker of this.workers) if (worker.load > 1 && isSlow(worker, now)) worker.recall();
    this.pump();
  }

  redefine(definition: FunctionDefinition): void {
    this.definition = definition;
    this.#averageMicros = undefined;
    this.#startFailures = 0;
    this.#startError = undefined;
    this.#retireAll();
    this.pump();
  }

  remove(): void {
    this.#isRemoved = true;
    for (const invocation of this.#waiting.takeAll()) invocation.settle({ kind: "not-found" });
    this.#retireAll();
  }

  close(): void {
    this.#isClosed = true;
    for (const invocation of this.#waiting.takeAll()) invocation.abandon();
    this.#retireAll();
  }

  ready(): void {
    this.#startFailures = 0;
    this.#startError = undefined;
    // First its own: a worker that looks idle would be taken for another line before it has done anything.
    this.pump();
    this.#host.workerReady();
  }

  answered(worker: Worker, runMicros: number): void {
    const before = this.#averageMicros ?? runMicros;
    this.#averageMicros = before + (runMicros - before) * averageWeight;
    if (this.#waiting.size > 0) this.#fill(worker);
  }

  returned(_worker: Worker, invocations: readonly Invocation[]): void {
    if (this.#isClosed) for (const invocation of invocations) invocation.abandon();
    else if (this.#isRemoved) for (const invocation of invocations) invocation.settle({ kind: "not-found" });
    else {
      this.#waiting.putBack(invocations);
      this.pump();
    }
  }

  gone(worker: Worker, startError: ((requestId: string) => FunctionError) | undefined): void {
    const index = this.workers.indexOf(worker);
    if (index >= 0) this.workers.splice(index, 1);
    this.#host.workerGone(worker);
    if (startError !== undefined && index >= 0 && !isUnwanted(worker)) this.#startFailed(startError);
    this.pump();
  }

  /** No process could even be made for it. */
  startRefused(reason: string): void {
    this.#startFailed(() => notStarted(reason));
  }

  #startFailed(startError: (requestId: string) => FunctionError): void {
    this.#startFailures += 1;
    const restMs = Math.min(startBackoffMsMax, startBackoffMsMin * 2 ** (this.#startFailures - 1));
    this.#restUntil = epochMs(this.#host.now() + restMs);
    this.#startError = startError;
    if (this.#hasProspect()) return;
    for (const invocation of this.#waiting.takeAll()) {
      invocation.settle({ kind: "failed", ...startError(invocation.request.requestId) });
    }
  }

  /** Whether some worker serves the line, or may soon. */
  #hasProspect(): boolean {
    return this.workers.some(({ state }) => state === "ready" || state === "starting");
  }

  #retireAll(): void {
    // They are the pool's until they are gone, but no longer count against the function's concurrency.
    for (const worker of this.workers.splice(0)) worker.retire();
  }

  #fill(worker: Worker): void {
    if (worker.state !== "ready" || worker.isRecalling || isSlow(worker, this.#host.now())) return;
    const count = this.#aheadCount();
    while (worker.load < count && this.#waiting.size > 0) {
      if (worker.load > 0 && !isLight(this.#waiting.peek())) return;
      this.#sendNext(worker);
    }
  }

  #sendNext(worker: Worker): void {
    const invocation = this.#waiting.shift();
    if (invocation !== undefined) worker.send(invocation);
  }

  /** How many a worker may hold: 1, the one that it runs, unless the function is known to be quick. */
  #aheadCount(): number {
    if (this.#averageMicros === undefined) return 1;
    return Math.max(1, Math.min(aheadMax, Math.floor(aheadMicrosMax / Math.max(1, this.#averageMicros))));
  }

  #needsWorker(): boolean {
    if (this.workers.length >= this.definition.concurrency) return false;
    const now = this.#host.now();
    if (this.#startError !== undefined && now < this.#restUntil) return false;
    const isServing = (worker: Worker): boolean => worker.state === "ready" && !isSlow(worker, now);
    const serving = this.workers.filter(isServing);
    const starting = this.workers.filter(({ state }) => state === "starting").length;
    if (starting >= this.#waiting.size) return false;
    if (serving.length === 0 || this.#averageMicros === undefined) return true;
    const ahead = serving.reduce((sum, worker) => sum + worker.load, this.#waiting.size);
    return (ahead * this.#averageMicros) / (serving.length + starting) > scaleOutWaitMicros;
  }
}

/** It was ended for no fault of its own, so its end says nothing about the next start. */
function isUnwanted(worker: Worker): boolean {
  return worker.fate?.kind === "retired" || worker.fate?.kind === "pool-closed";
}

function isSlow(worker: Worker, now: EpochMs): boolean {
  return worker.load > 0 && now - worker.since >= slowMs;
}

function isLight(invocation: Invocation | undefined): boolean {
  return invocation !== undefined && invocation.request.payload.length <= aheadBytesMax;
}
