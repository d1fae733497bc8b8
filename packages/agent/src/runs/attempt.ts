import { join } from "node:path";
import { type OutputStream, type RunId, runId } from "@landbridge/model";

/** Names what is supervised; its folder is made of it. */
export interface Attempt {
  readonly run: RunId;
  readonly attempt: number;
}

/** Where an attempt keeps what; all absolute. */
export interface AttemptPaths {
  readonly folder: string;
  /** The order without its environment and input: secrets may be in those. */
  readonly order: string;
  /** There while the attempt runs. */
  readonly input: string;
  /** What the process is given as files, each by its variable's name; there while the attempt runs. */
  readonly files: string;
  /** There while the attempt runs, where its order has one. */
  readonly awsToken: string;
  readonly result: string;
  /** What came by its callback: the process waits for it. */
  readonly outcome: string;
  readonly progress: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly times: Readonly<Record<OutputStream, string>>;
  /** Up to where output was given up. */
  readonly dropped: string;
  /** Up to where output came before the disk was found full; empty: it was not. */
  readonly lack: string;
  /** The working directory of an order that names none; apart, so that a job's `rm *` harms nothing else. */
  readonly work: string;
  /** What is hidden in the output, while it runs. */
  readonly masked: string;
  /** The supervisor's folder, apart so that watching it does not wake for every line of output. */
  readonly state: string;
  readonly identity: string;
  readonly exit: string;
  readonly stop: string;
  /** Why nothing was started, and nothing will be. */
  readonly notStarted: string;
  /** The end was acknowledged. */
  readonly acknowledged: string;
}

export function attemptPaths(runsFolder: string, attempt: Attempt): AttemptPaths {
  const folder = join(runsFolder, attemptName(attempt));
  const state = join(folder, "state");
  return {
    folder,
    order: join(folder, "order.json"),
    input: join(folder, "input.json"),
    files: join(folder, "files"),
    awsToken: join(folder, "aws-token"),
    outcome: join(folder, "outcome.json"),
    result: join(folder, "result.json"),
    progress: join(folder, "progress.json"),
    stdout: join(folder, "stdout"),
    stderr: join(folder, "stderr"),
    times: { stdout: join(folder, "stdout.times"), stderr: join(folder, "stderr.times") },
    dropped: join(folder, "dropped.json"),
    lack: join(folder, "lack"),
    masked: join(folder, "masked.json"),
    work: join(folder, "work"),
    state,
    identity: join(state, "identity"),
    exit: join(state, "exit"),
    stop: join(state, "stop"),
    notStarted: join(state, "not-started"),
    acknowledged: join(state, "acknowledged"),
  };
}

export function attemptName({ run, attempt }: Attempt): string {
  return `${run}.${attempt}`;
}

/** Letters, digits, `_`, `-` and inner dots; no separator and no leading dot, so it cannot leave the folder. */
const attemptPattern = /^([A-Za-z0-9_][A-Za-z0-9_.-]{0,199})\.([1-9][0-9]{0,8})$/;

export function isAttempt(attempt: Attempt): boolean {
  return Number.isSafeInteger(attempt.attempt) && attemptPattern.test(attemptName(attempt));
}

/** Undefined: the name is not an attempt's. */
export function parseAttemptName(name: string): Attempt | undefined {
  const match = attemptPattern.exec(name);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { run: runId(match[1]), attempt: Number(match[2]) };
}
