import type { Issue } from "@landbridge/model";

/** 0: done. 1: the run or the operation failed. 2: wrong usage or an invalid definition. 130: Ctrl-C. */
export type ExitStatus = 0 | 1 | 2 | 130;

export interface FailureFacts {
  /** Default: 1. */
  readonly status?: ExitStatus;
  /** What to do next. */
  readonly advice?: string;
  readonly issues?: readonly Issue[];
  /** The code of the server's problem, for whoever decides by it. */
  readonly code?: string;
  readonly cause?: unknown;
}

/** What the command says before it ends; no stack, as it is not our own mistake. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly facts: FailureFacts;

  constructor(message: string, facts: FailureFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.facts = facts;
  }
}

/** Wrong usage: of an option, of an argument, of two together. */
export function usageFailure(message: string, advice?: string): Failure {
  return new Failure(message, advice === undefined ? { status: 2 } : { status: 2, advice });
}
