import type { Cancel, Clock, EpochMs, FunctionDefinition } from "@landbridge/model";
import { epochMs } from "@landbridge/model";
import { hideInText, type Mask } from "../runs/mask.ts";
import type { ProcessFacts, WorkerChannel, WorkerProcess } from "./channel.ts";
import type { FunctionError, FunctionLog } from "./contract.ts";
import { type Exit, exited, notStarted, parseFunctionError, timedOut } from "./failures.ts";
import type { AnswerFrame } from "./frames.ts";
import type { Invocation } from "./invocation.ts";
import { drainMs } from "./limits.ts";
import { readOutputLines } from "./output-lines.ts";
import { startProcess } from "./runtimes/start-process.ts";

// One worker process and the invocations that were sent to it: the pipeline. Its head is the only one
// that may have started (worker/main.cjs, W1); what is behind it can be taken back.

/** Why the pool ends a worker. */
export type Fate =
  | { readonly kind: "timed-out" }
  | { readonly kind: "out-of-memory"; readonly residentMegabytes: number }
  | { readonly kind: "init-timed-out"; readonly seconds: number }
  /** It sent what is none of ours. */
  | { readonly kind: "broken" }
  /** Nobody needs it any longer. */
  | { readonly kind: "retired" }
  | { readonly kind: "pool-closed" };

export interface WorkerEvents {
  ready(worker: Worker): void;
  /** The head is settled. */
  answered(worker: Worker, runMicros: number): void;
  /** Never started; they are the owner's again. */
  returned(worker: Worker, invocations: readonly Invocation[]): void;
  /** The process is gone and nothing more will come. `startError`: it never became ready. */
  gone(worker: Worker, startError: ((requestId: string) => FunctionError) | undefined): void;
}

export interface WorkerOptions extends ProcessFacts {
  readonly clock: Clock;
  readonly logs: ((line: FunctionLog) => void) | undefined;
  /** The secrets that it was given: hidden in what it prints, and in its errors. */
  readonly mask: Mask;
  readonly events: WorkerEvents;
}

const recentMax = 64;

export class Worker {
  state: "starting" | "ready" | "ending" | "gone" = "starting";
  /** Ready: since when the head may be running, or the worker is idle. Starting: since when. */
  since: EpochMs;
  readonly startedAt: EpochMs;
  readonly definition: FunctionDefinition;
  isRecalling = false;
  readonly #pipeline: Invocation[] = [];
  readonly #options: WorkerOptions;
  readonly #process: WorkerProcess;
  readonly #channel: WorkerChannel;
  /** Whose output may still come, by seq. */
  readonly #recent = new Map<number, string>();
  #lastSeq = 0;
  #isFlushing = false;
  #fate: Fate | undefined;
  #startError: FunctionError | undefined;
  #spawnError: Error | undefined;
  #hasBeenReady = false;
  #exit: Exit | undefined;
  #cancelDeadline: Cancel | undefined;
  #cancelDrain: Cancel | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.definition = options.definition;
    this.since = options.clock.now();
    this.startedAt = this.since;
    this.#process = startProcess(options);
    this.#channel = this.#listen();
  }

  get pid(): number | undefined {
    return this.#process.child.pid;
  }

  get load(): number {
    return this.#pipeline.length;
  }

  get fate(): Fate | undefined {
    return this.#fate;
  }

  /** Only to a ready worker. Written at the end of this turn of the event loop, with whatever else comes. */
  send(invocation: Invocation): void {
    const { requestId, clientContext = "", payload } = invocation.request;
    this.#lastSeq += 1;
    invocation.seq = this.#lastSeq;
    if (this.#pipeline.push(invocation) === 1) this.#headStarts();
    this.#remember(invocation.seq, requestId);
    this.#channel.invoke({ seq: invocation.seq, requestId, clientContext, payload });
    this.#flushSoon();
  }

  /** Asks for everything that has not started; the answer is `returned`. */
  recall(): void {
    if (this.isRecalling || this.state === "gone") return;
    this.isRecalling = true;
    this.#channel.recall();
    this.#flushSoon();
  }

  /** Ends it once the invocation under way is over. */
  retire(): void {
    if (this.state === "gone" || this.#fate !== undefined) return;
    if (this.state === "starting" || this.load === 0) return this.kill({ kind: "retired" });
    this.state = "ending";
    if (this.load > 1) this.recall();
  }

  kill(fate: Fate): void {
    if (this.state === "gone") return;
    this.#fate ??= fate;
    this.state = "ending";
    killGroup(this.pid);
  }

  #listen(): WorkerChannel {
    const { child } = this.#process;
    child.on("error", (error) => {
      this.#spawnError = error;
      if (child.pid === undefined) this.#onExit({ code: null, signal: null });
    });
    child.on("exit", (code, signal) => this.#onExit({ code, signal }));
    this.#readOutput("stdout");
    this.#readOutput("stderr");
    return this.#process.open({
      answer: (answer) => {
        if (this.#fate?.kind !== "broken") this.#onAnswer(answer);
      },
      broken: (what) => this.#broken(what),
      closed: () => this.#finishIfDrained(),
    });
  }

  #onAnswer(answer: AnswerFrame): void {
    switch (answer.kind) {
      case "ready":
        return this.#onReady();
      case "init-failed":
        this.#startError ??= this.#errorOf(answer);
        return;
      case "succeeded":
        return this.#onSettled(answer, (head) => head.settle({ kind: "succeeded", payload: answer.text }));
      case "failed":
        return this.#onSettled(answer, (head) => head.settle({ kind: "failed", ...this.#errorOf(answer) }));
      case "crashed":
        return this.#onCrashed(answer);
      case "returned":
        return this.#onReturned(answer);
    }
  }

  #onReady(): void {
    if (this.state !== "starting") return;
    this.state = "ready";
    this.#hasBeenReady = true;
    this.since = this.#options.clock.now();
    this.#options.events.ready(this);
  }

  #onSettled(answer: AnswerFrame, settle: (head: Invocation) => void): void {
    const head = this.#pipeline[0];
    if (head === undefined || head.seq !== answer.seq) return this.#broken("an answer that nobody waits for");
    this.#pipeline.shift();
    settle(head);
    if (this.load > 0) this.#headStarts();
    else this.since = this.#options.clock.now();
    if (this.state === "ending" && this.load === 0) this.kill({ kind: "retired" });
    this.#options.events.answered(this, answer.value);
  }

  /** It answers and ends; nothing more starts there, so the rest is free. */
  #onCrashed(answer: AnswerFrame): void {
    this.state = "ending";
    const head = this.#pipeline[0];
    if (head === undefined || head.seq !== answer.seq) return this.#broken("a crash of nobody");
    this.#pipeline.shift();
    head.settle({ kind: "failed", ...this.#errorOf(answer) });
    this.#giveBack(0);
  }

  #onReturned(answer: AnswerFrame): void {
    this.isRecalling = false;
    const first = this.#pipeline.findIndex(({ seq }) => seq >= answer.seq && seq <= answer.value);
    if (first >= 0) {
      const kept = this.#pipeline.filter(({ seq }) => seq > answer.value);
      const returned = this.#pipeline.slice(first, this.#pipeline.length - kept.length);
      this.#pipeline.splice(first, this.#pipeline.length - first, ...kept);
      this.#options.events.returned(this, returned);
    }
    if (this.state === "ending" && this.load === 0) this.kill({ kind: "retired" });
  }

  #errorOf({ text }: AnswerFrame): FunctionError {
    const { mask } = this.#options;
    const { errorType, errorMessage, trace, body } = parseFunctionError(text);
    return {
      errorType,
      errorMessage: hideInText(errorMessage, mask),
      trace: trace.map((line) => hideInText(line, mask)),
      ...(body !== undefined && { body: hideInText(body, mask) }),
    };
  }

  #giveBack(from: number): void {
    const returned = this.#pipeline.splice(from);
    if (returned.length > 0) this.#options.events.returned(this, returned);
  }

  #headStarts(): void {
    this.since = this.#options.clock.now();
    this.#watchDeadline();
  }

  /** One timer for many invocations: it looks, when it fires, whether the head of then is late. */
  #watchDeadline(): void {
    if (this.#cancelDeadline !== undefined || this.state === "gone") return;
    this.#cancelDeadline = this.#options.clock.setTimer(this.#deadline(), () => {
      this.#cancelDeadline = undefined;
      const head = this.#pipeline[0];
      if (head === undefined) return;
      if (this.#options.clock.now() < this.#deadline()) return this.#watchDeadline();
      // Its answer may have come while this process was busy: read first, then judge.
      setImmediate(() => {
        if (this.#pipeline[0] === head) this.kill({ kind: "timed-out" });
        else if (this.load > 0) this.#watchDeadline();
      });
    });
  }

  #deadline(): EpochMs {
    return epochMs(this.since + this.definition.timeoutSeconds * 1000);
  }

  #flushSoon(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    // After the microtasks: so all invocations that one commit sets free go out in one write.
    process.nextTick(() => {
      this.#isFlushing = false;
      if (this.state !== "gone") this.#channel.flush();
    });
  }

  #broken(what: string): void {
    this.#log("platform", 0, `the worker is ended: it sent ${what}`);
    this.kill({ kind: "broken" });
  }

  #onExit(exit: Exit): void {
    this.#exit = exit;
    this.state = "ending";
    // What the handler started in its group must not outlive it.
    killGroup(this.pid);
    this.#cancelDrain?.();
    if (this.#channel.isClosed) return this.#finish();
    const { clock } = this.#options;
    // Its answers may have come while this process was busy: read first, then judge.
    this.#cancelDrain = clock.setTimer(epochMs(clock.now() + drainMs), () => {
      setImmediate(() => this.#finish());
    });
  }

  #finishIfDrained(): void {
    if (this.#exit !== undefined) return this.#finish();
    // Mostly its exit is about to be told. If not, the handler has closed the descriptor, and nothing can be
    // answered any more.
    const { clock } = this.#options;
    this.#cancelDrain = clock.setTimer(epochMs(clock.now() + drainMs), () =>
      this.#broken("the end of its answers"),
    );
  }

  #finish(): void {
    if (this.state === "gone") return;
    this.state = "gone";
    this.#cancelDeadline?.();
    this.#cancelDrain?.();
    this.#channel.destroy();
    const head = this.#pipeline.shift();
    if (head !== undefined) this.#failHead(head);
    this.#giveBack(0);
    this.#options.events.gone(this, this.#hasBeenReady ? undefined : (id) => this.#startFailure(id));
  }

  #failHead(head: Invocation): void {
    const { requestId } = head.request;
    const fate = this.#fate;
    if (fate?.kind === "pool-closed") return head.abandon();
    if (fate?.kind === "timed-out") {
      return head.settle({ kind: "failed", ...timedOut(requestId, this.definition.timeoutSeconds) });
    }
    if (fate?.kind === "out-of-memory") {
      const sizes = `${Math.ceil(fate.residentMegabytes)} MB resident, ${this.definition.memoryMegabytes} MB allowed`;
      this.#log("platform", head.seq, `the worker is ended: out of memory (${sizes})`);
    }
    head.settle({ kind: "failed", ...exited(requestId, this.#exit ?? { code: null, signal: "SIGKILL" }) });
  }

  #startFailure(requestId: string): FunctionError {
    if (this.#startError !== undefined) return this.#startError;
    if (this.#spawnError !== undefined) return notStarted(this.#spawnError.message);
    if (this.#fate?.kind === "init-timed-out") return timedOut(requestId, this.#fate.seconds);
    return exited(requestId, this.#exit ?? { code: null, signal: null });
  }

  #remember(seq: number, requestId: string): void {
    if (this.#options.logs === undefined) return;
    this.#recent.set(seq, requestId);
    this.#recent.delete(seq - recentMax);
  }

  #readOutput(stream: "stdout" | "stderr"): void {
    const readable = this.#process.child[stream];
    if (readable === null) return;
    const reading = readOutputLines(readable, ({ seq, text }) => this.#log(stream, seq, text));
    this.#process.outputOf?.((seq) => reading.begin(seq));
  }

  #log(stream: FunctionLog["stream"], seq: number, text: string): void {
    const requestId = this.#recent.get(seq);
    this.#options.logs?.({
      functionName: this.definition.name,
      ...(requestId === undefined ? {} : { requestId }),
      stream,
      at: this.#options.clock.now(),
      text: hideInText(text, this.#options.mask),
    });
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // The whole group is gone already.
  }
}
