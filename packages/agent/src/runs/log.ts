import type { RunId } from "@landbridge/model";

/** For the operator; never holds an input, an environment or output. */
export type RunAgentLog = (entry: {
  readonly level: "info" | "warning" | "error";
  readonly message: string;
  readonly run?: RunId;
  readonly error?: unknown;
}) => void;
