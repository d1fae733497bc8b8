import { readdir } from "node:fs/promises";
import { isAbsolute } from "node:path";
import {
  assert,
  type Cancel,
  type Clock,
  epochMs,
  type HostLink,
  LandbridgeError,
  type ReportRun,
} from "@landbridge/model";
import { type Attempt, attemptName, attemptPaths, isAttempt, parseAttemptName } from "./attempt.ts";
import { type Contact, openContact } from "./contact.ts";
import { makeFolderDurably } from "./durable-file.ts";
import { type EpochGate, openEpochGate } from "./epoch.ts";
import { find } from "./finding.ts";
import { createGate } from "./gate.ts";
import { defaultRunAgentLimits, type RunAgentLimits } from "./limits.ts";
import type { RunAgentLog } from "./log.ts";
import { readOutput } from "./output-read.ts";
import { type OutputWatch, watchOutput } from "./output-watch.ts";
import { isThere } from "./records.ts";
import { createReporter, type Reporter } from "./reporter.ts";
import { sweep } from "./retention.ts";
import { signalAttempt } from "./signal-attempt.ts";
import { Supervision, type SupervisionShell } from "./supervision.ts";

// The host's half of docs/decisions/0004: supervises job processes that outlive it. It holds nothing that
// it could not read again from the runs folder and from the host's processes; supervisor.sh does what must
// be done whether or not an agent lives. The rules of each part stand at the top of its file.
//
// G1. Nothing is ordered before `recover` has looked at every attempt in the folder.
// G2. An order or a stop of a lower epoch than the highest seen, ever, does nothing (H2).
// G3. A restart reports what runs as started, and what ended unacknowledged as ended; acknowledged ends
//     are reported only when asked for by `reconcile`.

export interface RunAgentOptions {
  /** Absolute; made if it is not there. One agent a folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly report: ReportRun;
  readonly log?: RunAgentLog;
  readonly limits?: Partial<RunAgentLimits>;
  /** Where this host has the server; absent: orders say themselves. */
  readonly server?: ServerAddresses;
}

export interface ServerAddresses {
  /** As the server is known to others: what a process hands on. */
  readonly origin: () => string;
  /** On this host, for its processes alone. */
  readonly local: () => string;
}

export interface RunAgent extends HostLink {
  /** Resolves once every attempt in the folder is known; rejects when the folder cannot be used. Begins by itself. */
  recover(): Promise<void>;
  /**
   * The server answered what was asked at that moment (`uptimeMs`), which keeps alive what is to be ended when cut
   * off from it (H6).
   */
  heard(askedAtMs: number): void;
  /** Whoever takes reports is back: those that wait to be repeated are repeated at once. */
  reportAgain(): void;
  /** Stops watching and reporting. Kills nothing: what runs goes on. */
  close(): void;
}

/** Old attempts are looked through this often. */
const SWEEP_MS = 600_000;

export function createRunAgent(options: RunAgentOptions): RunAgent {
  assert(isAbsolute(options.folder), "the runs folder is an absolute path");
  return new Agent(options);
}

class Agent implements RunAgent {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #limits: RunAgentLimits;
  readonly #log: RunAgentLog;
  readonly #reporter: Reporter;
  readonly #shell: SupervisionShell;
  readonly #contact: Contact;
  /** Attempts whose end is not acknowledged. */
  readonly #open = new Map<string, Supervision>();
  readonly #watches = new Map<string, Set<OutputWatch>>();
  readonly #orders;
  readonly #recovered: Promise<EpochGate>;
  #isClosed = false;
  #sweeping: Cancel | undefined;

  constructor(options: RunAgentOptions) {
    this.#folder = options.folder;
    this.#clock = options.clock;
    this.#limits = { ...defaultRunAgentLimits, ...options.limits };
    this.#log = options.log ?? ((): void => {});
    this.#orders = createGate({
      atOnceMax: this.#limits.startsAtOnceMax,
      waitingMax: this.#limits.ordersWaitingMax,
    });
    const { clock, report } = options;
    this.#reporter = createReporter({ clock, report, limits: this.#limits, log: this.#log });
    this.#contact = openContact(this.#folder);
    this.#shell = {
      contact: this.#contact,
      ...(options.server && { server: options.server }),
      runsFolder: this.#folder,
      clock,
      reporter: this.#reporter,
      limits: this.#limits,
      log: this.#log,
      over: (attempt) => {
        for (const watch of this.#watches.get(attemptName(attempt)) ?? []) watch.tell();
      },
      closed: (attempt) => this.#open.delete(attemptName(attempt)),
    };
    this.#recovered = this.#recover();
    // Whoever calls `recover` is told; nobody else need be.
    this.#recovered.catch(() => {});
  }

  async recover(): Promise<void> {
    await this.#recovered;
  }

  start(order: Parameters<HostLink["start"]>[0]): void {
    if (!this.#isNameable(order, "start")) return;
    this.#enter("start", order, async () => {
      if (await this.#isAdmitted(order, "start")) await this.#supervise(order).start(order);
    });
  }

  stop(target: Parameters<HostLink["stop"]>[0]): void {
    if (!this.#isNameable(target, "stop")) return;
    this.#enter("stop", target, async () => {
      if (await this.#isAdmitted(target, "stop")) await this.#supervise(target).stop();
    });
  }

  deliver(target: Parameters<HostLink["deliver"]>[0]): void {
    if (!isAttempt(target)) return;
    this.#enter("outcome", target, async () => {
      if (await this.#isAdmitted(target, "outcome")) await this.#supervise(target).deliver(target.outcome);
    });
  }

  async signal(target: Parameters<HostLink["signal"]>[0]): Promise<number> {
    if (!this.#isNameable(target, "signal") || !(await this.#isAdmitted(target, "signal"))) return 0;
    return signalAttempt(attemptPaths(this.#folder, target), target.signal);
  }

  reconcile(attempts: readonly Attempt[]): void {
    for (const attempt of attempts)
      this.#enter("reconcile", attempt, async () => {
        await this.#recovered;
        await this.#tellAgain(attempt);
      });
  }

  async readOutput(request: Parameters<HostLink["readOutput"]>[0]): ReturnType<HostLink["readOutput"]> {
    const paths = attemptPaths(this.#folder, request);
    if (!isAttempt(request) || !(await isThere(paths.folder))) throw noOutput(request);
    const marks = this.#open.get(attemptName(request))?.marks;
    return readOutput(paths, request, { isOver: () => this.#isOver(request), marks });
  }

  watchOutput(run: Attempt["run"], number: number, changed: () => void): () => void {
    const attempt = { run, attempt: number };
    if (!isAttempt(attempt)) throw noOutput(attempt);
    const paths = attemptPaths(this.#folder, attempt);
    const watch = watchOutput({ clock: this.#clock, paths, pollMs: this.#limits.pollMs, changed });
    const name = attemptName(attempt);
    const watches = this.#watches.get(name) ?? new Set();
    this.#watches.set(name, watches.add(watch));
    return () => {
      watch.stop();
      watches.delete(watch);
      if (watches.size === 0 && this.#watches.get(name) === watches) this.#watches.delete(name);
    };
  }

  heard(askedAtMs: number): void {
    this.#contact.note(askedAtMs);
    if (this.#open.size === 0 || this.#isClosed) return;
    try {
      this.#contact.publish();
    } catch (error) {
      this.#log({
        level: "warning",
        message: "the server's last word could not be noted for supervisors",
        error,
      });
    }
  }

  reportAgain(): void {
    this.#reporter.hurry();
  }

  close(): void {
    this.#isClosed = true;
    this.#sweeping?.();
    this.#orders.close();
    this.#reporter.close();
    for (const supervision of this.#open.values()) supervision.close();
    for (const watches of this.#watches.values()) for (const watch of watches) watch.stop();
  }

  async #recover(): Promise<EpochGate> {
    await makeFolderDurably(this.#folder);
    const epochs = await openEpochGate(this.#folder);
    for (const name of await readdir(this.#folder)) {
      const attempt = parseAttemptName(name);
      if (attempt === undefined || this.#isClosed) continue;
      if (await isThere(attemptPaths(this.#folder, attempt).acknowledged)) continue;
      await this.#supervise(attempt).look();
    }
    void this.#sweep();
    return epochs;
  }

  async #tellAgain({ run, attempt }: Attempt): Promise<void> {
    if (isAttempt({ run, attempt })) {
      const supervision = this.#supervise({ run, attempt });
      const told = await supervision.tellAgain();
      if (told === "told" || this.#isClosed) return;
      if (told === "absent") this.#forget(supervision);
    }
    this.#reporter.send({ kind: "unknown", run, attempt, at: this.#clock.now() });
  }

  #forget(supervision: Supervision): void {
    supervision.close();
    this.#open.delete(attemptName(supervision.attempt));
  }

  /** One at a time: a supervision reads its folder in turns. */
  #supervise({ run, attempt }: Attempt): Supervision {
    const key: Attempt = { run, attempt };
    const name = attemptName(key);
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    const supervision = new Supervision(this.#shell, key);
    // What was under way when the agent was closed begins nothing: nobody would end it.
    if (this.#isClosed) supervision.close();
    else this.#open.set(name, supervision);
    return supervision;
  }

  #enter(what: string, attempt: Attempt, task: () => Promise<void>): void {
    const guarded = async (): Promise<void> => {
      try {
        if (!this.#isClosed) await task();
      } catch (error) {
        this.#warn(attempt, `the ${what} could not be carried out; it is expected again`, error);
      }
    };
    if (!this.#orders.enter(guarded))
      this.#warn(attempt, `the ${what} was dropped: ${this.#limits.ordersWaitingMax} orders wait already`);
  }

  async #isAdmitted(order: Attempt & { readonly epoch: number }, what: string): Promise<boolean> {
    const epochs = await this.#recovered;
    if (await epochs.admit(order.epoch)) return true;
    this.#warn(order, `the ${what} was refused: its epoch ${order.epoch} is lower than one seen before`);
    return false;
  }

  #isNameable(attempt: Attempt, what: string): boolean {
    if (isAttempt(attempt)) return true;
    const { run, attempt: number } = attempt;
    const reason = `"${attemptName(attempt)}" cannot name a folder: a run id has letters, digits, "-", "_" and inner dots only`;
    this.#warn(attempt, `the ${what} was refused: ${reason}`);
    this.#reporter.send({ kind: "not-started", run, attempt: number, at: this.#clock.now(), reason });
    return false;
  }

  async #isOver(attempt: Attempt): Promise<boolean> {
    const supervision = this.#open.get(attemptName(attempt));
    if (supervision !== undefined) return supervision.isOver;
    const { kind } = await find(attemptPaths(this.#folder, attempt));
    return kind === "ended" || kind === "gone" || kind === "not-started";
  }

  async #sweep(): Promise<void> {
    try {
      await sweep(this.#folder, this.#clock.now(), this.#limits);
    } catch (error) {
      this.#log({ level: "warning", message: "old attempts could not be removed", error });
    }
    if (this.#isClosed) return;
    this.#sweeping = this.#clock.setTimer(epochMs(this.#clock.now() + SWEEP_MS), () => void this.#sweep());
  }

  #warn({ run, attempt }: Attempt, message: string, error?: unknown): void {
    const entry = { level: "warning", message: `attempt ${attempt}: ${message}`, run } as const;
    this.#log(error === undefined ? entry : { ...entry, error });
  }
}

function noOutput(attempt: Attempt): LandbridgeError {
  return new LandbridgeError(
    "OUTPUT_NOT_FOUND",
    `this host has no output of attempt ${attempt.attempt} of run ${attempt.run}: it never ran here, or was cleared away`,
  );
}
