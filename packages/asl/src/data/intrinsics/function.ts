import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonArray,
  type JsonObject,
  type RandomStream,
} from "@landbridge/model";

/** An intrinsic function: what it takes, and what it makes of that. */
export interface IntrinsicFunction {
  readonly argumentsMin: number;
  readonly argumentsMax: number;
  readonly apply: (args: Arguments, random: RandomStream) => Json;
}

/** What an argument is not: becomes States.Runtime at the field, which adds the call. */
export class ArgumentFault extends Error {
  override readonly name = "ArgumentFault";
}

/** The values of a call's arguments, asked for by the type they must have. */
export class Arguments {
  readonly functionName: string;
  readonly values: JsonArray;
  /** For States.Format: its template with the backslashes, when it stands in the call itself. */
  readonly rawTemplate: string | undefined;

  constructor(functionName: string, values: JsonArray, rawTemplate: string | undefined) {
    this.functionName = functionName;
    this.values = values;
    this.rawTemplate = rawTemplate;
  }

  value(at: number): Json {
    return this.values[at] ?? null;
  }

  text(at: number, charsMax = Infinity): string {
    const value = this.value(at);
    return typeof value === "string" && value.length <= charsMax ? value : this.refuse();
  }

  array(at: number): JsonArray {
    const value = this.value(at);
    return isJsonArray(value) ? value : this.refuse();
  }

  object(at: number): JsonObject {
    const value = this.value(at);
    return isJsonObject(value) ? value : this.refuse();
  }

  /** Rounded as Java rounds, halves upwards (-1.5 to -1), and a Java int. */
  rounded(at: number): number {
    return this.#integer(Math.round(this.#number(at)));
  }

  /** Without its fraction, and a Java int. */
  truncated(at: number): number {
    return this.#integer(Math.trunc(this.#number(at)));
  }

  /** A result on its way into the next function, or out. */
  resultText(text: string): string {
    if (text.length > RESULT_CHARS_MAX) {
      this.fail(
        `Invalid arguments in ${this.functionName}: the result has more than ${RESULT_CHARS_MAX} characters.`,
      );
    }
    return text;
  }

  /** AWS says no more than this, whatever it is that the function does not take. */
  refuse(): never {
    return this.fail(`Invalid arguments in ${this.functionName}`);
  }

  fail(reason: string): never {
    throw new ArgumentFault(reason);
  }

  #number(at: number): number {
    const value = this.value(at);
    return typeof value === "number" ? value : this.refuse();
  }

  #integer(whole: number): number {
    return whole < INTEGER_MIN || whole > INTEGER_MAX ? this.refuse() : whole + 0;
  }
}

/** Four times what AWS lets pass between two states; nested calls could double their text ten times over. */
const RESULT_CHARS_MAX = 1_048_576;

export const INTEGER_MIN = -(2 ** 31);
export const INTEGER_MAX = 2 ** 31 - 1;
