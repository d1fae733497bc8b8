import type { Json } from "@landbridge/model";
import { StatesFault } from "../fault.ts";
import { WORK_AT_ONCE_MAX } from "../pace.ts";
import type { Scope } from "../scope.ts";
import { PATH_RESULTS_MAX, PATH_VISITS_MAX, PATH_VISITS_PER_UNIT } from "./limits.ts";

/** One evaluation of one path, filters included: what it has cost and what it has found. */
export class Search {
  readonly scope: Scope;
  readonly text: string;
  readonly found: Json[] = [];
  #visitsLeft = PATH_VISITS_MAX;

  constructor(scope: Scope, text: string) {
    this.scope = scope;
    this.text = text;
  }

  /** @param cost in nodes; a long text counts for several */
  visit(cost = 1): void {
    this.#visitsLeft -= cost;
    if (this.#visitsLeft < 0) this.#stop(`looks at more than ${PATH_VISITS_MAX} nodes`);
  }

  yields(node: Json): void {
    if (this.found.length >= PATH_RESULTS_MAX) this.#stop(`finds more than ${PATH_RESULTS_MAX} nodes`);
    this.found.push(node);
  }

  /** At its end: others may have to be let go first, and one state's paths may do so much and no more. */
  pay(): void {
    const units = (PATH_VISITS_MAX - this.#visitsLeft) / PATH_VISITS_PER_UNIT;
    if (this.scope.pace?.spendAtOnce(units) === false) {
      this.#stop(`and those beside it look at more than ${PATH_VISITS_PER_UNIT * WORK_AT_ONCE_MAX} nodes`);
    }
  }

  #stop(why: string): never {
    throw new StatesFault("States.Runtime", `Invalid path '${this.text}' : the path ${why}`);
  }
}

/** Goes on from a node with the rest of the path. */
export type Walk = (node: Json, search: Search, yields: (node: Json) => void) => void;
