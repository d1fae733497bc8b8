import type { Json } from "@landbridge/model";
import { StatesFault } from "../fault.ts";
import type { Scope } from "../scope.ts";
import { PATH_RESULTS_MAX, PATH_VISITS_MAX } from "./limits.ts";

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

  #stop(why: string): never {
    throw new StatesFault("States.Runtime", `Invalid path '${this.text}' : the path ${why}`);
  }
}

/** Goes on from a node with the rest of the path. */
export type Walk = (node: Json, search: Search, yields: (node: Json) => void) => void;
