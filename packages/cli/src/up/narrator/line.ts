import type { EpochMs } from "@landbridge/model";

export type Tone = "plain" | "good" | "warning" | "bad" | "dim";
export type Subject = "schedule" | "execution" | "run" | "function" | "server";

/** One line of what happens. */
export interface Line {
  readonly at: EpochMs;
  readonly subject: Subject;
  /** Of the schedule, the state machine, the job or the function. */
  readonly name: string;
  readonly text: string;
  readonly tone: Tone;
  /** How many lines of this kind are told in one word: "states entered". */
  readonly plural: string;
}
