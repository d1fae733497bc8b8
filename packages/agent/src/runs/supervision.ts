import {
  type CallbackOutcome,
  type Cancel,
  type Clock,
  type EpochMs,
  epochMs,
  type Json,
  type ProcessIdentity,
  type RunOrder,
  type RunReport,
} from "@landbridge/model";
import { addressed } from "./addressed.ts";
import type { ServerAddresses } from "./agent.ts";
import { type Attempt, type AttemptPaths, attemptPaths } from "./attempt.ts";
import { reasonOf, whyNotStartable } from "./check-order.ts";
import type { Contact } from "./contact.ts";
import { errorCode, writeDurably } from "./durable-file.ts";
import { attemptMark, jobEnvironment } from "./environment.ts";
import { type Finding, find, findStarted } from "./finding.ts";
import { watchFolder } from "./folder-watch.ts";
import { takeFilesBack } from "./given-files.ts";
import { launch } from "./launch.ts";
import type { RunAgentLimits } from "./limits.ts";
import type { RunAgentLog } from "./log.ts";
import { maskForGood } from "./mask-file.ts";
import { type OrderFacts, readOrderFacts } from "./order-file.ts";
import { signalOrphans } from "./orphans.ts";
import { layDown } from "./outcome-file.ts";
import { boundOutput } from "./output-bound.ts";
import { noteLack } from "./output-lack.ts";
import { type OutputMarks, openOutputMarks } from "./output-marks.ts";
import { platform } from "./platform.ts";
import { makeAttemptFolder, prepare } from "./prepare.ts";
import { readProgress } from "./progress-file.ts";
import { isThere } from "./records.ts";
import type { Reporter } from "./reporter.ts";
import { readResult } from "./result-file.ts";

// Follows one attempt from its order to the acknowledgement of its end. What it knows it can always read
// again from the attempt's folder: memory only saves time.
//
// A1. Everything happens in turns, one after the other; a turn begins by finding out what is the case.
// A2. A start is forbidden by writing `stop` and then finding no identity (S2); only then is "not started"
//     said, and written down before it is said.
// A3. A supervisor is started only where there is no identity, and claims the attempt itself (S1), so
//     however often an order is carried out, one command runs.
// A4. A stop is on disk before it is signalled, so it survives us.

/** A record whose writer is about to go is looked at again after this. */
const ENDING_POLL_MS = 5;
/** A stream that grows by an eighth of its bound between two looks is looked at this often. */
const FLOOD_POLL_MS = 50;

/** An end that cannot be noted, on a full disk, is noted later. */
const CLOSE_RETRY_MS_MIN = 250;
const CLOSE_RETRY_MS_MAX = 30_000;

export interface SupervisionShell {
  readonly runsFolder: string;
  readonly clock: Clock;
  readonly reporter: Reporter;
  readonly limits: RunAgentLimits;
  readonly log: RunAgentLog;
  readonly contact: Contact;
  readonly server?: ServerAddresses;
  /** The end is reported, acknowledged, and marked so. */
  readonly closed: (attempt: Attempt) => void;
  /** Nothing of it runs any more. */
  readonly over: (attempt: Attempt) => void;
}

type End = Extract<Finding, { readonly kind: "ended" | "gone" | "not-started" }>;
/** A report without what all reports have. */
type News<R = RunReport> = R extends RunReport ? Omit<R, "run" | "attempt"> : never;

export class Supervision {
  readonly attempt: Attempt;
  readonly marks: OutputMarks;
  readonly #shell: SupervisionShell;
  readonly #paths: AttemptPaths;
  #turns: Promise<void> = Promise.resolve();
  #isLookWaiting = false;
  #isClosed = false;
  /** Set once the attempt is known to have started: it does not change. */
  #started: { readonly identity: ProcessIdentity; readonly at: EpochMs } | undefined;
  #isStartReported = false;
  /** A supervisor of ours may still claim the attempt. */
  #isLaunching = false;
  #isSignalled = false;
  #terminatedAt: EpochMs | null = null;
  #facts: OrderFacts | undefined;
  #outputBytes = 0;
  #progressMark = "";
  #progressAt = epochMs(0);
  #end: End | undefined;
  #poll: Cancel | undefined;
  #stopWatching: (() => void) | undefined;

  constructor(shell: SupervisionShell, attempt: Attempt) {
    this.#shell = shell;
    this.attempt = attempt;
    this.#paths = attemptPaths(shell.runsFolder, attempt);
    this.marks = openOutputMarks(shell.clock, this.#paths, (error) => this.#markFailed(error));
  }

  get isOver(): boolean {
    return this.#end !== undefined;
  }

  /** Carries out an order; one that was carried out before is answered by what came of it (H1). */
  start(order: RunOrder): Promise<void> {
    return this.#turn(async () => {
      const finding = await this.#find();
      if (finding.kind !== "absent" && finding.kind !== "prepared") return this.#tell(finding);
      if (this.#isLaunching) return;
      if (await isThere(this.#paths.stop)) return this.#forbid("it was stopped before it was started");
      await this.#startNew(order);
    });
  }

  stop(): Promise<void> {
    return this.#turn(async () => {
      const finding = await this.#find();
      if (isEnd(finding)) return this.#tell(finding);
      if (finding.kind === "absent" && (await this.#isFolderLost())) return;
      await makeAttemptFolder(this.#paths);
      await writeDurably(this.#paths.stop, "");
      const after = await this.#find();
      if (after.kind === "prepared" || after.kind === "unwritten")
        return this.#forbid("it was stopped before it was started");
      await this.#act(after);
    });
  }

  /** Where nothing runs that could look for it, nothing is written. */
  deliver(outcome: CallbackOutcome): Promise<void> {
    return this.#turn(async () => {
      if ((await this.#find()).kind === "running") await layDown(outcome, this.#paths);
    });
  }

  /** Says again whatever is known; where nothing was started, and nothing is being, that is for the caller to say. */
  async tellAgain(): Promise<"told" | "prepared" | "absent"> {
    let told: "told" | "prepared" | "absent" = "told";
    await this.#turn(async () => {
      const finding = await this.#find();
      if (finding.kind === "absent" || finding.kind === "prepared")
        told = this.#isLaunching ? "told" : finding.kind;
      else await this.#tell(finding);
    });
    return told;
  }

  look(): Promise<void> {
    if (this.#isLookWaiting) return this.#turns;
    this.#isLookWaiting = true;
    return this.#turn(async () => {
      this.#isLookWaiting = false;
      await this.#act(await this.#find());
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#poll?.();
    this.#closing?.();
    this.#stopWatching?.();
    this.marks.stop();
  }

  #turn(task: () => Promise<void>): Promise<void> {
    const turn = async (): Promise<void> => {
      if (this.#isClosed) return;
      try {
        await task();
      } catch (error) {
        this.#log(
          "error",
          `its folder could not be read or written: ${reasonOf(error)}; it is tried again`,
          error,
        );
      } finally {
        this.#schedule(this.#shell.limits.pollMs);
      }
    };
    this.#turns = this.#turns.then(turn);
    return this.#turns;
  }

  async #find(): Promise<Finding> {
    if (this.#end !== undefined) return this.#end;
    const started = this.#started;
    return started === undefined ? find(this.#paths) : findStarted(this.#paths, started.identity, started.at);
  }

  async #startNew(ordered: RunOrder): Promise<void> {
    const order = addressed(ordered, this.#shell.server);
    const environment = jobEnvironment(order, this.#paths);
    try {
      const reason = this.#whyCutOff(order) ?? (await whyNotStartable(order, environment));
      if (reason !== undefined) return await this.#forbid(reason);
      await prepare(order, this.#paths);
      this.#watch();
      this.#isLaunching = true;
      await launch(order, this.#paths, environment, () => this.#launchIsOver());
    } catch (error) {
      this.#isLaunching = false;
      await this.#forbid(`its process could not be started: ${reasonOf(error)}`);
    }
  }

  /** An order may have been on its way for so long that its time is over. */
  #whyCutOff({ killAfterSeconds }: RunOrder): string | undefined {
    if (killAfterSeconds === undefined) return undefined;
    const { contact } = this.#shell;
    const ageMs = contact.ageMs();
    if (ageMs === undefined || ageMs >= killAfterSeconds * 1000)
      return `the host is cut off from the server for longer than its ${killAfterSeconds} s (killAfter)`;
    contact.publish();
    return undefined;
  }

  #launchIsOver(): void {
    void this.#turn(async () => {
      this.#isLaunching = false;
      const finding = await this.#find();
      if (finding.kind === "prepared")
        await this.#forbid("its supervisor ended before it could start the command");
      else await this.#act(finding);
    });
  }

  /** A2. Where an identity is found after all, its supervisor has the word. */
  async #forbid(reason: string): Promise<void> {
    try {
      await makeAttemptFolder(this.#paths);
      await writeDurably(this.#paths.stop, "");
      const finding = await find(this.#paths);
      if (finding.kind !== "prepared" && finding.kind !== "unwritten") return await this.#act(finding);
      await writeDurably(this.#paths.notStarted, reason);
    } catch (error) {
      // No folder can be made or written, so nothing can be started in it either.
      this.#log("error", `its folder could not be written: ${reasonOf(error)}`, error);
      if (this.#started !== undefined || this.#isLaunching) throw error;
    }
    this.#settle({ kind: "not-started", reason, at: this.#shell.clock.now() });
  }

  /** A stop of what has no folder forbids its start, unless the folder was lost and its processes were not. */
  async #isFolderLost(): Promise<boolean> {
    const marked = await platform.findMarked(this.#mark());
    if (marked.length === 0) return false;
    this.#log(
      "error",
      `its folder is lost, but processes of it live (${marked.join(", ")}): end them by hand`,
    );
    this.#report({ kind: "unknown", at: this.#shell.clock.now() });
    this.close();
    this.#shell.closed(this.attempt);
    return true;
  }

  async #act(finding: Finding): Promise<void> {
    switch (finding.kind) {
      case "absent":
      case "prepared":
        return; // the order will come again, or its supervisor is about to claim it
      case "unwritten":
        if (!this.#isLaunching)
          await this.#forbid("its supervisor was killed before it could start the command");
        return;
      case "running":
        this.#noteStart(finding);
        if (finding.isEnding) return this.#schedule(ENDING_POLL_MS);
        await this.#passStopOn(finding.identity);
        await this.#passProgressOn(this.#shell.limits.progressMsMin);
        return this.#boundOutput();
      case "orphaned":
        this.#noteStart(finding);
        await this.#endOrphans(finding);
        return this.#boundOutput();
      case "ended":
      case "gone":
      case "not-started":
        return this.#settle(finding);
    }
  }

  #noteStart({ identity, at }: { readonly identity: ProcessIdentity; readonly at: EpochMs }): void {
    this.#started ??= { identity, at };
    this.#watch();
    this.marks.watch();
    if (this.#isStartReported) return;
    this.#isStartReported = true;
    this.#report({ kind: "started", identity, at });
  }

  async #passStopOn({ pid }: ProcessIdentity): Promise<void> {
    if (this.#isSignalled || !(await isThere(this.#paths.stop))) return;
    try {
      process.kill(pid, "SIGUSR1");
      this.#isSignalled = true;
    } catch (error) {
      if (errorCode(error) !== "ESRCH") throw error;
    }
  }

  async #passProgressOn(afterMs: number): Promise<void> {
    const now = this.#shell.clock.now();
    if (!this.#isStartReported || now - this.#progressAt < afterMs) return;
    const found = await readProgress(this.#paths);
    if (found === undefined || found.mark === this.#progressMark) return;
    this.#progressMark = found.mark;
    if (found.progress === undefined) return;
    this.#progressAt = now;
    this.#report({ kind: "progress", progress: found.progress, at: now });
  }

  async #endOrphans({
    identity,
    members,
    at,
  }: Extract<Finding, { readonly kind: "orphaned" }>): Promise<void> {
    const facts = await this.#orderFacts();
    const timeoutDue =
      facts?.timeoutMs === undefined || facts.timeoutMs === null ? null : at + facts.timeoutMs;
    const isEndDue =
      isCutOff(facts, this.#shell.contact) ||
      (await isThere(this.#paths.stop)) ||
      (await isThere(this.#paths.exit));
    const now = this.#shell.clock.now();
    const deed = await signalOrphans({
      identity,
      members,
      mark: this.#mark(),
      now,
      endDue: isEndDue ? now : timeoutDue === null ? null : epochMs(timeoutDue),
      terminatedAt: this.#terminatedAt,
      graceMs: facts?.graceMs ?? 0,
    });
    if (deed === "none") return;
    if (deed === "terminated") this.#terminatedAt = now;
    this.#log(
      "warning",
      `its supervisor is gone; ${members.length} processes of it were ${deed} by the agent`,
    );
  }

  async #boundOutput(): Promise<void> {
    const facts = await this.#orderFacts();
    if (facts === undefined) return;
    // Before anything is given up: that changes the time of the file.
    await this.marks.look();
    await this.#noteFullDisk();
    const lengthBytes = await boundOutput(this.#paths, facts.outputBytesMax);
    const isFlood = lengthBytes - this.#outputBytes > facts.outputBytesMax / 8;
    this.#outputBytes = lengthBytes;
    if (isFlood) this.#schedule(FLOOD_POLL_MS);
  }

  async #noteFullDisk(): Promise<void> {
    try {
      if (await noteLack(this.#paths))
        this.#log("warning", "the disk is full: its output from now on may be missing");
    } catch (error) {
      this.#log("warning", `that the disk is full could not be noted: ${reasonOf(error)}`, error);
    }
  }

  async #orderFacts(): Promise<OrderFacts | undefined> {
    this.#facts ??= await readOrderFacts(this.#paths);
    return this.#facts;
  }

  #settle(end: End): void {
    const isNew = this.#end === undefined;
    this.#end = end;
    this.#poll?.();
    this.#stopWatching?.();
    if (!isNew) return;
    this.#shell.over(this.attempt);
    void this.#reportEnd(end);
  }

  async #reportEnd(end: End): Promise<void> {
    const acknowledged = (): void => void this.#close();
    if (end.kind !== "not-started" && !this.#isStartReported) {
      this.#isStartReported = true;
      this.#report({ kind: "started", identity: end.identity, at: end.at });
    }
    if (end.kind === "ended") await this.#passProgressOn(0);
    await this.#takeBack();
    this.#report(await this.#endNews(end), acknowledged);
  }

  /** Before its end is told: afterwards nobody comes back to it. */
  async #takeBack(): Promise<void> {
    try {
      await takeFilesBack(this.#paths);
    } catch (error) {
      this.#log("error", `what it was given as files could not be removed: ${reasonOf(error)}`, error);
    }
  }

  async #endNews(end: End): Promise<News> {
    switch (end.kind) {
      case "not-started":
        return { kind: "not-started", reason: end.reason, at: end.at };
      case "gone":
        await this.#sealOutput();
        return { kind: "gone", evidence: end.evidence, at: this.#shell.clock.now() };
      case "ended": {
        const { how, exit, at } = end.record;
        return { kind: "ended", how, exit, ...(await this.#result()), at };
      }
    }
  }

  /** The last times before the secrets are overwritten: that changes the time of the file. */
  async #sealOutput(): Promise<void> {
    await this.marks.finish();
    await this.#noteFullDisk();
    try {
      await maskForGood(this.#paths);
    } catch (error) {
      // Whoever reads it through us is shown none all the same, as what is to be hidden stays noted.
      this.#log("error", `secrets could not be overwritten in its output: ${reasonOf(error)}`, error);
    }
  }

  #markFailed(error: unknown): void {
    if (this.#hasMarkFailed) return;
    this.#hasMarkFailed = true;
    this.#log("warning", `the times of its output could not be noted: ${reasonOf(error)}`, error);
  }
  #hasMarkFailed = false;

  async #result(): Promise<{ readonly result?: Json }> {
    await this.#sealOutput();
    const found = await readResult(this.#paths, this.#shell.limits.resultBytesMax);
    if (found.kind === "unusable") this.#log("warning", `its result file is left out: ${found.reason}`);
    return found.kind === "result" ? { result: found.result } : {};
  }

  /** An end that was told twice is acknowledged twice; the second time nobody looks after this any more. */
  async #close(): Promise<void> {
    if (this.#isNoted) return;
    try {
      if (this.#end?.kind === "not-started") await this.#keepForbidden(this.#end.reason);
      await writeDurably(this.#paths.acknowledged, "");
    } catch (error) {
      return this.#closeLater(error);
    }
    this.#isNoted = true;
    this.#shell.closed(this.attempt);
  }
  #isNoted = false;

  /** Until it is written down it is known here: an order that comes again must find that it is over. */
  #closeLater(error: unknown): void {
    if (this.#isClosed || this.#isNoted) return;
    if (this.#closePauseMs === 0)
      this.#log("warning", `its end is not noted yet: ${reasonOf(error)}; that is tried again`, error);
    this.#closePauseMs = Math.min(Math.max(this.#closePauseMs * 2, CLOSE_RETRY_MS_MIN), CLOSE_RETRY_MS_MAX);
    this.#closing?.();
    const { clock } = this.#shell;
    this.#closing = clock.setTimer(epochMs(clock.now() + this.#closePauseMs), () => void this.#close());
  }
  #closing: Cancel | undefined;
  #closePauseMs = 0;

  async #keepForbidden(reason: string): Promise<void> {
    if (await isThere(this.#paths.notStarted)) return;
    await makeAttemptFolder(this.#paths);
    await writeDurably(this.#paths.stop, "");
    await writeDurably(this.#paths.notStarted, reason);
  }

  async #tell(finding: Finding): Promise<void> {
    if (isEnd(finding) && this.#end !== undefined) return this.#reportEnd(finding);
    if (finding.kind === "running" || finding.kind === "orphaned") this.#isStartReported = false;
    await this.#act(finding);
  }

  #watch(): void {
    if (this.#isClosed) return;
    this.#stopWatching ??= watchFolder(this.#paths.state, () => void this.look());
  }

  /** The nearest wish wins. */
  #schedule(delayMs: number): void {
    if (this.#isClosed || this.#end !== undefined) return;
    const { clock } = this.#shell;
    const due = clock.now() + delayMs;
    if (this.#pollDue !== null && this.#pollDue <= due) return;
    this.#poll?.();
    this.#pollDue = due;
    this.#poll = clock.setTimer(epochMs(due), () => {
      this.#pollDue = null;
      void this.look();
    });
  }
  #pollDue: number | null = null;

  #mark(): readonly string[] {
    return Object.entries(attemptMark(this.attempt)).map(([name, value]) => `${name}=${value}`);
  }

  #report(news: News, acknowledged?: () => void): void {
    this.#shell.reporter.send({ ...this.attempt, ...news }, acknowledged);
  }

  #log(level: "warning" | "error", message: string, error?: unknown): void {
    const { run, attempt } = this.attempt;
    this.#shell.log({
      level,
      message: `attempt ${attempt}: ${message}`,
      run,
      ...(error === undefined ? {} : { error }),
    });
  }
}

function isEnd(finding: Finding): finding is End {
  return finding.kind === "ended" || finding.kind === "gone" || finding.kind === "not-started";
}

/** What its supervisor would have judged (S6). */
function isCutOff(facts: OrderFacts | undefined, contact: Contact): boolean {
  const limitMs = facts?.killAfterMs ?? null;
  return limitMs !== null && (contact.ageMs() ?? limitMs) >= limitMs;
}
