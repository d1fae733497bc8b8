import type { EpochMs, RandomStream } from "@landbridge/model";
import { Pace, WORK_AT_ONCE_MAX } from "../pace.ts";
import { outOfMemory, outOfStack, outOfTime } from "./evaluation-error.ts";
import type { Base, NativeFunction, Node } from "./library.ts";
import {
  EVALUATION_DEPTH_MAX,
  EVALUATION_WORK_MAX,
  EVALUATIONS_OPEN_MAX,
  ORDER_COMPARISONS_MAX,
  RANGE_ITEMS_MAX,
  VALUE_SIZE_MAX,
} from "./limits.ts";
import type { NodeRoles } from "./node-roles.ts";
import { engineFor } from "./regular-expression.ts";
import { Scales } from "./weigh.ts";

const BYTES_PER_UNIT = 64;
const VISITS_PER_UNIT = 16;
/** To build an object costs several times what another step does. */
const OBJECT_UNITS = 4;
/** Of a group's members, which are copied at each that is added. */
const COPIES_PER_UNIT = 256;

/** Nodes whose value is that of another node, or of a binding. */
const HANDING_ON: ReadonlySet<string> = new Set(["variable", "block", "condition", "bind"]);
/** Nodes that look into values, and make nothing but sequences of what they find. */
const FINDING: ReadonlySet<string> = new Set(["name", "path"]);

/** One run of one expression: the facts that its functions may use, and what it has cost. */
export class Evaluation {
  readonly now: EpochMs;
  readonly random: RandomStream;
  readonly natives: ReadonlyMap<string, NativeFunction>;
  readonly scales = new Scales();
  readonly #roles: NodeRoles;
  readonly #counts = new Map<Node, number>();
  #work = 0;
  #open = 0;
  #objectsOpen = 0;
  readonly #pace: Pace;
  readonly #workMax: number;
  /** Work that nothing could interrupt, since the evaluator was entered last. */
  #atOnce = 0;

  constructor(
    facts: {
      readonly now: EpochMs;
      readonly random: RandomStream;
      readonly pace?: Pace | undefined;
      readonly workMax?: number | undefined;
    },
    natives: ReadonlyMap<string, NativeFunction>,
    roles: NodeRoles,
  ) {
    this.now = facts.now;
    this.random = facts.random;
    this.natives = natives;
    this.#roles = roles;
    this.#pace = facts.pace ?? new Pace(undefined);
    this.#workMax = facts.workMax ?? EVALUATION_WORK_MAX;
  }

  /** @throws EvaluationBoundError once there is no more to spend */
  spend(units: number): void {
    this.#work += units;
    if (!(this.#work <= this.#workMax)) throw outOfTime();
    this.#pace.spend(units);
  }

  /** For a function that nothing can interrupt: refused where it would hold up everybody else. */
  spendAtOnce(units: number): void {
    this.#atOnce += units;
    if (!(this.#atOnce <= WORK_AT_ONCE_MAX)) throw outOfTime();
    this.spend(units);
  }

  /**
   * What to wait for before going on, after much work.
   * @param units that count here alone, since whoever called has paid for them before
   */
  breath(units = 0): Promise<void> | undefined {
    this.#atOnce = 0;
    return this.#pace.breath(units);
  }

  /** What still runs when the expression has failed already (members of an object, side by side) ends too. */
  end(): void {
    this.#work = Number.POSITIVE_INFINITY;
  }

  /** For a function that goes through all of a value. */
  spendOnAll(value: unknown): void {
    this.spend(this.scales.weigh(value) / BYTES_PER_UNIT);
  }

  enter(node: Node, base: Base): Promise<void> | undefined {
    if (this.#work === 0) prepare(base, this, this.#roles.hasRegularExpressions);
    this.spend(1);
    this.#open += 1;
    if (this.#open > (this.#objectsOpen > 0 ? EVALUATIONS_OPEN_MAX : EVALUATION_DEPTH_MAX))
      throw outOfStack();
    if (this.#roles.groupKeys.has(node)) this.spend(this.#count(node) / COPIES_PER_UNIT);
    // Each comparison asks for the term of both items.
    if (this.#roles.orderTerms.has(node) && this.#count(node) > 2 * ORDER_COMPARISONS_MAX)
      throw outOfMemory();
    this.#startCounting(this.#roles.orders.get(node));
    const keys = this.#roles.groups.get(node);
    if (keys !== undefined) {
      this.spend(OBJECT_UNITS);
      this.#objectsOpen += 1;
      this.#startCounting(keys);
    }
    return this.breath();
  }

  leave(node: Node, value: unknown): void {
    this.#open -= 1;
    if (this.#roles.groups.has(node)) this.#objectsOpen -= 1;
    if (typeof value === "string") {
      if (value.length > VALUE_SIZE_MAX) throw outOfMemory();
    } else if (typeof value === "object" && value !== null) {
      this.#weighNew(node, value);
      if (this.#roles.called.has(node)) this.#refuseCall(value);
    }
    if (this.#roles.walked.has(node)) this.spendOnAll(value);
  }

  /** What was weighed before, or came from outside, is not weighed again: it is only handed on. */
  #weighNew(node: Node, value: object): void {
    // A tuple holds the ancestors of each item beside it, which are not the item's.
    if (HANDING_ON.has(node.type) || "tupleStream" in value) return;
    if (FINDING.has(node.type) && !this.#roles.groups.has(node)) return this.#countFound(value);
    const before = this.scales.visits;
    this.scales.weigh(value);
    this.spend((this.scales.visits - before) / VISITS_PER_UNIT);
  }

  /** What is found is there already; a sequence of it is flat, and weighs what it holds once it becomes part of something. */
  #countFound(value: object): void {
    if (!Array.isArray(value)) return;
    this.scales.count(value.length);
    this.spend(value.length / VISITS_PER_UNIT);
  }

  /** The value of the whole expression: a sequence may hold the same large thing many times. */
  weighResult(value: unknown): void {
    if (Array.isArray(value)) this.scales.weigh(value);
  }

  /** The library would write into what it believes to be a function: into the execution's data. */
  #refuseCall(value: object): void {
    if ("_jsonata_lambda" in value || "_jsonata_function" in value) return;
    throw Object.assign(new Error("Attempted to invoke a non-function"), { code: "T1006" });
  }

  #count(node: Node): number {
    const count = (this.#counts.get(node) ?? 0) + 1;
    this.#counts.set(node, count);
    return count;
  }

  #startCounting(nodes: readonly Node[] | undefined): void {
    if (nodes !== undefined) for (const node of nodes) this.#counts.delete(node);
  }
}

/** What hangs at an evaluation in the library, set at its first step. */
function prepare(base: Base, evaluation: Evaluation, hasRegularExpressions: boolean): void {
  if (hasRegularExpressions) base.RegexEngine = engineFor(evaluation);
  base.options = { sequence: RANGE_ITEMS_MAX };
  // Asked for by $toMillis, when a picture lacks the year.
  base.timestamp = clockAt(evaluation.now);
}

/** As much of a Date as the library's reading of times uses, fixed. */
function clockAt(now: EpochMs) {
  const at = () => Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO("UTC");
  return {
    getTime: () => now,
    getUTCFullYear: () => at().year,
    getUTCMonth: () => at().month - 1,
    getUTCDate: () => at().day,
    getUTCDay: () => at().dayOfWeek % 7,
    getUTCHours: () => at().hour,
    getUTCMinutes: () => at().minute,
    getUTCSeconds: () => at().second,
    getUTCMilliseconds: () => at().millisecond,
  };
}
