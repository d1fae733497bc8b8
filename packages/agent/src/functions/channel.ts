import type { ChildProcess } from "node:child_process";
import type { FunctionDefinition } from "@landbridge/model";
import type { FunctionPlace } from "./environment.ts";
import type { AnswerFrame, InvokeFrame } from "./frames.ts";

/** How a worker's process is spoken to. What comes back is told in order. */
export interface WorkerChannel {
  /** Kept until the next `flush`. */
  invoke(frame: InvokeFrame): void;
  /** Asks for everything that has not started; the answer is `returned`. */
  recall(): void;
  flush(): void;
  /** Nothing more will come. */
  readonly isClosed: boolean;
  destroy(): void;
}

export interface ChannelEvents {
  answer(answer: AnswerFrame): void;
  /** It sent what is none of ours; it is to be ended. */
  broken(what: string): void;
  closed(): void;
}

/** A worker's process as the operating system has it. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  /** Calls back from now on. */
  open(events: ChannelEvents): WorkerChannel;
  /**
   * Tells whose output begins, where the process does not mark it itself (see worker/output.cjs). The number of the
   * invocation that is handed over next.
   */
  readonly outputOf?: (begin: (seq: number) => void) => void;
}

export interface ProcessFacts {
  readonly definition: FunctionDefinition;
  readonly place: FunctionPlace;
  /** Besides what Lambda defines; gives way to the function's own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logStream: string;
  /** Where its code lies; of a package, where it was unpacked. */
  readonly taskRoot: string;
}

export type StartProcess = (facts: ProcessFacts) => WorkerProcess;
