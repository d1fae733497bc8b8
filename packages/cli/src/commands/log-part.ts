import type { Output } from "../terminal.ts";

/** One stream of a run, and where it goes. */
export interface LogPart {
  readonly run: string;
  readonly stream: "stdout" | "stderr";
  readonly output: Output;
  /** Each line after its time. */
  readonly isStamped?: boolean;
}
