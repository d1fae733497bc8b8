import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cancel, epochMs, type FunctionDefinition } from "@landbridge/model";
import { createMask } from "../runs/mask.ts";
import { createCodes, type FunctionCode, type FunctionCodes } from "./code.ts";
import { codePrint } from "./code-print.ts";
import type { FunctionPool, FunctionPoolOptions, InvocationRequest, InvocationResult } from "./contract.ts";
import { poolClosed } from "./errors.ts";
import { invalidParameter, requestTooLarge } from "./failures.ts";
import { FunctionLine } from "./function-line.ts";
import type { Invocation } from "./invocation.ts";
import * as limits from "./limits.ts";
import { residentMegabytes } from "./memory.ts";
import { createReaper } from "./reaper.ts";
import { createSecretValues, type SecretValues, type WorkerSecrets } from "./secret-values.ts";
import { Worker } from "./worker.ts";

export function createFunctionPool(options: FunctionPoolOptions): FunctionPool {
  const pool = new Pool(options);
  return {
    define: (functions) => pool.define(functions),
    invoke: (request) => pool.invoke(request),
    close: () => pool.close(),
  };
}

class Pool {
  readonly #options: FunctionPoolOptions;
  readonly #lines = new Map<string, { readonly line: FunctionLine; fingerprint: string }>();
  readonly #workers = new Set<Worker>();
  readonly #endings = new Map<Worker, () => void>();
  /** Lines that asked for a worker when there was no room. */
  readonly #wanting = new Set<FunctionLine>();
  readonly #reaper = createReaper();
  readonly #place;
  readonly #codes: FunctionCodes;
  readonly #secrets: SecretValues;
  readonly #packagesFolder: string;
  readonly #processesMax: number;
  readonly #waitingMax: number;
  #heldBytes = 0;
  #isClosed = false;
  #closed: Promise<void> | undefined;
  #whenEmpty: (() => void) | undefined;
  #cancelSweep: Cancel | undefined;
  #cancelWatch: Cancel | undefined;
  #isWatchSlow = false;

  constructor(options: FunctionPoolOptions) {
    this.#options = options;
    this.#place = { region: options.region ?? "us-east-1", account: options.account ?? "000000000000" };
    const { packagesFolder = join(tmpdir(), `landbridge-functions-${randomUUID()}`) } = options;
    this.#packagesFolder = packagesFolder;
    this.#codes = createCodes(packagesFolder, {
      prepared: (file, failure) => this.#codePrepared(file, failure),
    });
    const { secrets } = options;
    this.#secrets = createSecretValues({
      resolve: secrets && ((text) => secrets.resolve(text)),
      found: (name, failure) => this.#secretsFound(name, failure),
    });
    this.#processesMax = options.processesMax ?? limits.processesMaxDefault;
    this.#waitingMax = options.waitingMax ?? limits.waitingMaxDefault;
  }

  define(functions: readonly FunctionDefinition[]): void {
    if (this.#isClosed) throw poolClosed();
    const names = new Set(functions.map(({ name }) => name));
    for (const [name, { line }] of this.#lines) {
      if (names.has(name)) continue;
      this.#lines.delete(name);
      this.#wanting.delete(line);
      line.remove();
    }
    for (const definition of functions) this.#defineOne(definition);
  }

  #defineOne(definition: FunctionDefinition): void {
    const print = fingerprint(definition);
    const known = this.#lines.get(definition.name);
    if (known === undefined) {
      this.#lines.set(definition.name, { line: this.#createLine(definition), fingerprint: print });
    } else if (known.fingerprint !== print) {
      known.fingerprint = print;
      known.line.redefine(definition);
    }
  }

  #createLine(definition: FunctionDefinition): FunctionLine {
    return new FunctionLine(definition, {
      now: () => this.#options.clock.now(),
      wantsWorker: (line) => this.#wantsWorker(line),
      workerReady: () => this.#serveWanting(),
      workerGone: (worker) => this.#workerGone(worker),
    });
  }

  invoke(request: InvocationRequest): Promise<InvocationResult> {
    if (this.#isClosed) return Promise.reject(poolClosed());
    const line = this.#lines.get(request.name)?.line;
    if (line === undefined) return Promise.resolve({ kind: "not-found" });
    const refusal = this.#refuse(line, request);
    if (refusal !== undefined) return Promise.resolve(refusal);
    return new Promise((resolve, reject) => {
      const size = request.payload.length;
      this.#heldBytes += size;
      line.add({
        request,
        seq: 0,
        settle: (result) => {
          this.#heldBytes -= size;
          resolve(result);
        },
        abandon: () => {
          this.#heldBytes -= size;
          reject(poolClosed());
        },
      } satisfies Invocation);
      this.#keepWatch(line);
    });
  }

  #refuse(line: FunctionLine, request: InvocationRequest): InvocationResult | undefined {
    const bytes = bytesOver(request.payload, limits.payloadBytesMax);
    if (bytes !== undefined) return { kind: "failed", ...requestTooLarge(bytes) };
    if (bytesOver(request.requestId, limits.requestIdBytesMax) !== undefined) {
      return {
        kind: "failed",
        ...invalidParameter(`the request id is longer than ${limits.requestIdBytesMax} bytes`),
      };
    }
    if (bytesOver(request.clientContext ?? "", limits.clientContextBytesMax) !== undefined) {
      const message = `the client context is longer than ${limits.clientContextBytesMax} bytes`;
      return { kind: "failed", ...invalidParameter(message) };
    }
    const isFull = line.waiting >= this.#waitingMax;
    if (isFull || this.#heldBytes + request.payload.length > limits.heldBytesMax)
      return { kind: "throttled" };
    return undefined;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#isClosed = true;
    this.#wanting.clear();
    for (const { line } of this.#lines.values()) line.close();
    const { clock, closeGraceSeconds = limits.closeGraceSecondsDefault } = this.#options;
    const cancelKill = clock.setTimer(epochMs(clock.now() + closeGraceSeconds * 1000), () => {
      for (const worker of this.#workers) worker.kill({ kind: "pool-closed" });
    });
    await new Promise<void>((resolve) => {
      this.#whenEmpty = resolve;
      if (this.#workers.size === 0) resolve();
    });
    cancelKill();
    this.#cancelSweep?.();
    this.#cancelWatch?.();
    this.#reaper.close();
    if (this.#options.packagesFolder !== undefined) await this.#codes.close();
    else await rm(this.#packagesFolder, { recursive: true, force: true });
  }

  #wantsWorker(line: FunctionLine): void {
    if (this.#isClosed) return;
    if (this.#workers.size < this.#processesMax && this.#startingCount() < limits.startsAtOnceMax) {
      const before = this.#workers.size;
      this.#startWorker(line);
      // A burst may need several; each request comes to one.
      if (this.#workers.size > before) line.pump();
      return;
    }
    this.#wanting.add(line);
    if (this.#workers.size >= this.#processesMax) this.#makeRoom(line);
  }

  #startWorker(line: FunctionLine): void {
    const code = this.#codes.find(line.definition);
    // Its package is being unpacked; what waits goes on waiting.
    if (code === undefined) return;
    const secrets = this.#secrets.take(line.definition);
    if (secrets === undefined) return;
    const worker = this.#makeWorker(line, code, secrets);
    if (worker === undefined) return;
    line.workers.push(worker);
    this.#workers.add(worker);
    if (worker.pid !== undefined) this.#reaper.watch(worker.pid);
  }

  /** An environment that is too large, or no descriptors left: the host refuses at once. */
  #makeWorker(line: FunctionLine, code: FunctionCode, secrets: WorkerSecrets): Worker | undefined {
    const { clock, logs } = this.#options;
    const definition = { ...line.definition, entry: code.entry, environment: secrets.environment };
    const { taskRoot } = code;
    const logStream = `$LATEST/${randomUUID()}`;
    const aws = this.#options.aws?.(definition);
    const { environment = {} } = aws ?? {};
    try {
      const place = this.#place;
      const worker = new Worker({
        definition,
        place,
        environment,
        taskRoot,
        clock,
        logStream,
        logs,
        mask: createMask(secrets.hidden),
        events: line,
      });
      if (aws !== undefined) this.#endings.set(worker, () => aws.ended());
      return worker;
    } catch (error) {
      aws?.ended();
      line.startRefused(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  #codePrepared(file: string, failure: string | undefined): void {
    if (this.#isClosed) return;
    for (const { line } of this.#lines.values()) {
      if (line.definition.entry !== file) continue;
      if (failure === undefined) line.pump();
      else line.startRefused(failure);
    }
  }

  #secretsFound(name: string, failure: string | undefined): void {
    const line = this.#lines.get(name)?.line;
    if (this.#isClosed || line === undefined) return;
    if (failure === undefined) line.pump();
    else line.startRefused(failure);
  }

  #startingCount(): number {
    let count = 0;
    for (const { state } of this.#workers) if (state === "starting") count += 1;
    return count;
  }

  /** Ends the worker that is idle longest; for a function without any, one that another has had long enough. */
  #makeRoom(line: FunctionLine): void {
    let ending = 0;
    for (const worker of this.#workers) if (worker.state === "ending") ending += 1;
    if (ending >= this.#wanting.size) return;
    const now = this.#options.clock.now();
    const others = [...this.#workers].filter(
      (worker) => worker.state === "ready" && !line.workers.includes(worker),
    );
    const idle = others.filter(({ load }) => load === 0).sort((a, b) => a.since - b.since)[0];
    const longest =
      line.workers.length === 0 ? others.sort((a, b) => a.startedAt - b.startedAt)[0] : undefined;
    if (idle !== undefined) idle.retire();
    else if (longest !== undefined && now - longest.startedAt >= limits.sliceMs) longest.retire();
  }

  #workerGone(worker: Worker): void {
    this.#workers.delete(worker);
    this.#endings.get(worker)?.();
    this.#endings.delete(worker);
    if (worker.pid !== undefined) this.#reaper.forget(worker.pid);
    if (this.#workers.size === 0) this.#whenEmpty?.();
    this.#serveWanting();
  }

  #serveWanting(): void {
    const lines = [...this.#wanting];
    this.#wanting.clear();
    for (const line of lines) line.pump();
  }

  #keepWatch(line: FunctionLine): void {
    if (this.#cancelSweep === undefined && line.hasBacklog) this.#sweepLater();
    if (this.#cancelWatch === undefined || this.#isWatchSlow) this.#watchLater(limits.watchBusyMs);
  }

  #sweepLater(): void {
    const { clock } = this.#options;
    this.#cancelSweep = clock.setTimer(epochMs(clock.now() + limits.slowMs), () => {
      this.#cancelSweep = undefined;
      let isNeeded = false;
      for (const { line } of this.#lines.values()) {
        if (!line.hasBacklog) continue;
        isNeeded = true;
        line.sweep(clock.now());
      }
      if (isNeeded && !this.#isClosed) this.#sweepLater();
    });
  }

  #watchLater(delayMs: number): void {
    this.#cancelWatch?.();
    this.#isWatchSlow = delayMs === limits.watchIdleMs;
    const { clock } = this.#options;
    this.#cancelWatch = clock.setTimer(epochMs(clock.now() + delayMs), () => {
      this.#cancelWatch = undefined;
      const isBusy = this.#watch();
      if (this.#workers.size > 0) this.#watchLater(isBusy ? limits.watchBusyMs : limits.watchIdleMs);
    });
  }

  /** Memory of those at work, starts that take too long, and those who have been idle too long. */
  #watch(): boolean {
    const now = this.#options.clock.now();
    const idleMs = (this.#options.idleSeconds ?? limits.idleSecondsDefault) * 1000;
    let isBusy = false;
    for (const worker of this.#workers) {
      const sinceMs = now - worker.since;
      const initSeconds = Math.max(limits.initSecondsMax, worker.definition.timeoutSeconds);
      if (worker.state === "starting" && sinceMs > initSeconds * 1000) {
        worker.kill({ kind: "init-timed-out", seconds: initSeconds });
      } else if (worker.state === "ready" && worker.load === 0) {
        if (sinceMs > idleMs) worker.retire();
        continue;
      }
      isBusy = true;
      this.#checkMemory(worker);
    }
    return isBusy;
  }

  #checkMemory(worker: Worker): void {
    const megabytes = worker.pid === undefined ? undefined : residentMegabytes(worker.pid);
    if (megabytes === undefined) return;
    if (megabytes <= worker.definition.memoryMegabytes + limits.runtimeMegabytes) return;
    worker.kill({ kind: "out-of-memory", residentMegabytes: megabytes });
  }
}

/** A definition whose code was written anew is another one. */
function fingerprint(definition: FunctionDefinition): string {
  return JSON.stringify([definition, codePrint(definition)]);
}

/** The text's size in UTF-8 if that is over `bytesMax`; counted only where the length leaves it open. */
function bytesOver(text: string, bytesMax: number): number | undefined {
  if (text.length * 3 <= bytesMax) return undefined;
  const bytes = Buffer.byteLength(text);
  return bytes > bytesMax ? bytes : undefined;
}
