import type { Json } from "@landbridge/model";

// What the server has told: the promises that the checks hold it to.

/** One wish, sent until it is answered if it has a key, else once. */
export interface Ask {
  /** In its input too, so that what came of it is found whether or not it was answered. */
  readonly number: number;
  readonly what: "execution" | "run";
  /** The state machine's or the job's name. */
  readonly target: string;
  readonly input: { readonly [member: string]: Json };
  readonly key?: string;
  told?: Told;
}

export type Told =
  | { readonly kind: "accepted"; readonly id: string }
  | { readonly kind: "refused"; readonly run: string; readonly blockingRun: string };

export interface Violation {
  /** Lost: told and not there. Doubled: there twice. Wrong: anything else that must not be. */
  readonly kind: "lost" | "doubled" | "wrong";
  readonly sentence: string;
}

export class Ledger {
  readonly asks: Ask[] = [];
  /** Ids whose stop was sent: its answer may be lost, and the stop be stored. */
  readonly stopSent = new Set<string>();
  stopsAcknowledgedCount = 0;
  /** Tokens whose success was acknowledged, with the output. */
  readonly approved = new Map<string, string>();
  /** The first terminal status that was seen of an execution or a run. */
  readonly outcomes = new Map<string, string>();
  readonly #outcomeAt = new Map<string, number>();
  readonly violations: Violation[] = [];
  unansweredCount = 0;
  replayedCount = 0;

  ask(ask: Omit<Ask, "number" | "told" | "input">, input: Ask["input"] = {}): Ask {
    const number = this.asks.length + 1;
    const made: Ask = { ...ask, number, input: { ...input, ask: number } };
    this.asks.push(made);
    return made;
  }

  /** The first answer counts; a later one must be the same. */
  tell(ask: Ask, told: Told): void {
    if (ask.told === undefined) ask.told = told;
    else {
      this.replayedCount += 1;
      if (JSON.stringify(told) !== JSON.stringify(ask.told))
        this.wrong(
          `ask ${ask.number}: first answered ${JSON.stringify(ask.told)}, then ${JSON.stringify(told)}`,
        );
    }
  }

  /**
   * A status that was read; a terminal one stays for ever.
   * @param askedAt when it was asked for: the answer of a node that stood still is of before that, too
   */
  seen(id: string, status: string, askedAt: number): void {
    const known = this.outcomes.get(id);
    const isOfBefore = isOpen(status) && askedAt < (this.#outcomeAt.get(id) ?? 0);
    if (known !== undefined && known !== status && !isOfBefore)
      this.wrong(`${id} was ${known}, and then ${status}`);
    if (isOpen(status) || known !== undefined) return;
    this.outcomes.set(id, status);
    this.#outcomeAt.set(id, performance.now());
  }

  wrong(sentence: string): void {
    this.violations.push({ kind: "wrong", sentence });
  }

  accepted(what: Ask["what"]): readonly string[] {
    return this.asks.flatMap((ask) =>
      ask.what === what && ask.told?.kind === "accepted" ? [ask.told.id] : [],
    );
  }

  get refused(): readonly Extract<Told, { readonly kind: "refused" }>[] {
    return this.asks.flatMap(({ told }) => (told?.kind === "refused" ? [told] : []));
  }
}

const openStatuses: ReadonlySet<string> = new Set(["RUNNING", "QUEUED", "UNREACHABLE"]);

export function isOpen(status: string): boolean {
  return openStatuses.has(status);
}
