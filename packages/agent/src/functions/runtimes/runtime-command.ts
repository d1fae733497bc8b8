import type { ProcessFacts } from "../channel.ts";

/** The program that speaks Lambda's Runtime API for a function. */
export interface RuntimeCommand {
  readonly file: string;
  readonly arguments: readonly string[];
  /** Of AWS_EXECUTION_ENV, behind `AWS_Lambda_`. */
  readonly name: string;
  /** LAMBDA_RUNTIME_DIR. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** It marks what it prints itself, invocation by invocation (worker/output.cjs). */
  readonly marksOutput: boolean;
}

export type MakeCommand = (facts: ProcessFacts) => RuntimeCommand;
