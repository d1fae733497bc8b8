import { rm } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { type RandomStream, randomStream } from "@landbridge/model";
import { checkAll } from "./checks/all-checks.ts";
import { spanning } from "./checks/overlap.ts";
import { type Facts, gatherFacts } from "./facts.ts";
import { finishAll } from "./finish.ts";
import { Ledger, type Violation } from "./ledger.ts";
import { schedulePeriodMs } from "./project.ts";
import { createServerLives, type Life, type ServerLives } from "./server-lives.ts";
import { makeTraffic, pick } from "./traffic.ts";
import { makeWorkplace, type Workplace } from "./workplace.ts";

// The crash test: a real server under load, killed over and over on one data folder; then all that was
// acknowledged is looked for.
//
// Each round is one SIGKILL. The random numbers are the seed's, but not the machine's timing: a seed
// repeats what is done, and roughly when.

export interface CrashOptions {
  /** How often the server is killed. */
  readonly rounds: number;
  /**
   * More often, up to ten times as often, until so many executions, and runs, are acknowledged and as many requests were
   * cut off: on a slow machine little is done before a kill.
   */
  readonly enough?: number;
  readonly seed: number;
  readonly progress: (line: string) => void;
}

export interface CrashResult {
  readonly rounds: number;
  readonly seed: number;
  readonly folder: string;
  readonly violations: readonly Violation[];
  readonly acknowledged: {
    readonly executions: number;
    readonly runs: number;
    readonly refusals: number;
    readonly stops: number;
    readonly results: number;
  };
  readonly unanswered: number;
  readonly replays: number;
  readonly finishedExecutions: number;
  readonly finishedRuns: number;
  readonly occurrences: number;
  /** Processes that lived through a kill of the server and ended by themselves. */
  readonly spanning: number;
  readonly restartMs: readonly number[];
}

export async function runCrash(options: CrashOptions): Promise<CrashResult> {
  const place = await makeWorkplace();
  const ledger = new Ledger();
  const lives = await createServerLives(place);
  const random = randomStream([options.seed, 0x5eed, 0xc4a5, 0x4]);
  const fromMs = await firstLife(lives);
  const isOver = (): boolean =>
    lives.kills.length >= options.rounds * 10 ||
    (lives.kills.length >= options.rounds && leastOf(ledger) >= (options.enough ?? 0));
  while (!isOver()) {
    await round({ lives, ledger, random, place });
    options.progress(progressLine(lives.kills.length, options.rounds, ledger));
  }
  options.progress("the last start: waiting for everything to finish");
  const facts = await lastLife({ lives, ledger, random, place }, fromMs);
  const result = resultOf(options, place, facts, lives, checkAll(facts));
  if (result.violations.length === 0) await rm(place.folder, { recursive: true });
  return result;
}

function leastOf(ledger: Ledger): number {
  const { length: executions } = ledger.accepted("execution");
  return Math.min(executions, ledger.accepted("run").length, ledger.unansweredCount);
}

interface RoundParts {
  readonly lives: ServerLives;
  readonly ledger: Ledger;
  readonly random: RandomStream;
  readonly place: Workplace;
}

/** Even the very first start may be cut off; then a whole one makes the schedule for certain. */
async function firstLife(lives: ServerLives): Promise<number> {
  const cutOff = lives.start();
  await pause(250);
  await cutOff.kill();
  const life = lives.start();
  await life.ready();
  const madeAtMs = Date.now();
  await life.kill();
  return madeAtMs;
}

type Round = (parts: RoundParts) => Promise<void>;

function round(parts: RoundParts): Promise<void> {
  return pick(parts.random, rounds)(parts);
}

/** Most under load; the others are the moments that are narrow. */
const rounds: readonly Round[] = [underLoad, underLoad, afterAcknowledgement, whileStarting, twice];

/** At any moment. */
async function underLoad(parts: RoundParts): Promise<void> {
  const life = parts.lives.start();
  await life.ready();
  await killAmid(parts, life, pause(50 + parts.random.next() * 900));
}

/** In the very turn in which an acknowledgement arrived. */
async function afterAcknowledgement(parts: RoundParts): Promise<void> {
  const life = parts.lives.start();
  await life.ready();
  const count = 1 + Math.floor(parts.random.next() * 15);
  await killAmid(parts, life, "acknowledged", count);
}

/** While it reads what is open, with clients that do not wait until it says that it is ready. */
async function whileStarting(parts: RoundParts): Promise<void> {
  const { lives, random } = parts;
  const usualMs = median(lives.restartMs);
  const life = lives.start();
  await killAmid(parts, life, pause(usualMs * (0.3 + 0.8 * random.next())));
}

/** Again before it has got over the first. */
async function twice(parts: RoundParts): Promise<void> {
  await underLoad(parts);
  const life = parts.lives.start();
  await pause(parts.random.next() * median(parts.lives.restartMs));
  await life.kill();
}

async function killAmid(
  { ledger, random, place }: RoundParts,
  life: Life,
  when: Promise<unknown> | "acknowledged",
  count = 0,
): Promise<void> {
  const over = new AbortController();
  let left = count;
  const killed = Promise.withResolvers<void>();
  const kill = (): void => {
    over.abort();
    life.kill().then(killed.resolve, killed.reject);
  };
  const acknowledged = (): void => {
    left -= 1;
    if (when === "acknowledged" && left === 0) kill();
  };
  const client = await life.client();
  const traffic = makeTraffic({ client, ledger, random, place, acknowledged }, over.signal);
  if (when !== "acknowledged") void when.then(kill);
  await Promise.all([traffic, killed.promise]);
}

async function lastLife(parts: RoundParts, fromMs: number): Promise<Facts> {
  const { lives, ledger, place } = parts;
  const life = lives.start();
  await life.ready();
  const client = await life.client();
  const toMs = Date.now() - schedulePeriodMs;
  await finishAll({ ...parts, client, acknowledged: () => {} });
  const facts = await gatherFacts(client, place, { ledger, kills: lives.kills, schedule: { fromMs, toMs } });
  const status = await life.stop();
  if (status !== 0) ledger.wrong(`the server ended with status ${status} when it was asked to stop`);
  return facts;
}

function resultOf(
  { seed }: CrashOptions,
  place: Workplace,
  facts: Facts,
  lives: ServerLives,
  violations: readonly Violation[],
): CrashResult {
  const { ledger } = facts;
  return {
    rounds: lives.kills.length,
    seed,
    folder: place.folder,
    violations,
    acknowledged: {
      executions: ledger.accepted("execution").length,
      runs: ledger.accepted("run").length,
      refusals: ledger.refused.length,
      stops: ledger.stopsAcknowledgedCount,
      results: [...ledger.approved.values()].filter((name) => name !== "").length,
    },
    unanswered: ledger.unansweredCount,
    replays: ledger.replayedCount,
    finishedExecutions: facts.executions.size,
    finishedRuns: facts.runs.size,
    occurrences: facts.occurrences.reduce((sum, { summary }) => sum + (summary?.count ?? 1), 0),
    spanning: spanning(facts).length,
    restartMs: lives.restartMs,
  };
}

function progressLine(done: number, rounds: number, ledger: Ledger): string {
  const executions = ledger.accepted("execution").length;
  const runs = ledger.accepted("run").length;
  return `killed ${done} of ${rounds}: ${executions} executions, ${runs} runs, ${ledger.refused.length} refusals acknowledged; ${ledger.violations.length} violations`;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 500;
}
