import type { DataFlow } from "./data-flow.ts";

/** What every state has, whatever its type. */
export interface StateBase extends DataFlow {
  readonly name: string;
  readonly pointer: string;
  readonly language: "JSONPath" | "JSONata";
}
