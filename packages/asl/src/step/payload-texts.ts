import type { Json } from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";
import type { Texts } from "../data/texts.ts";
import { exceedsBytes } from "../limits.ts";

/** JSON texts of the payloads of a turn, none longer than a payload may be. */
export class PayloadTexts {
  readonly #texts: Texts;
  readonly #bytesMax: number;
  /** Even of one that is too long for the execution to keep: one state's output is the next one's input. */
  #lastValue: Json | undefined;
  #lastText = "";

  constructor(texts: Texts, bytesMax: number) {
    this.#texts = texts;
    this.#bytesMax = bytesMax;
  }

  /**
   * Of a value that comes from an expression or from outside.
   * @param name what the words say that it is too large for: a state's, or of what was called
   * @throws StatesFault States.DataLimitExceeded
   */
  bounded(value: Json, name: string): string {
    const text = value === this.#lastValue ? this.#lastText : this.#texts.write(value, this.#bytesMax);
    if (text === undefined || exceedsBytes(text, this.#bytesMax)) {
      throw new StatesFault("States.DataLimitExceeded", dataLimitCause(name));
    }
    return this.#remember(value, text);
  }

  /** Of a value that was bounded before. */
  of(value: Json): string {
    return value === this.#lastValue ? this.#lastText : this.#remember(value, this.#texts.writeAll(value));
  }

  #remember(value: Json, text: string): string {
    this.#lastValue = value;
    this.#lastText = text;
    return text;
  }
}

/** Source: recorded from AWS. `name` is the state's, or for a task's result what was called. */
export function dataLimitCause(name: string): string {
  return `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;
}
