import type { StateBase } from "../compile/state-base.ts";

/** What every state in JSONata has, whatever its type. */
export type JsonataBase = StateBase;
