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

/** What an argument is not: becomes States.IntrinsicFailure at the field, which adds the call. */
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
    if (typeof value !== "string") this.fail(`argument ${at + 1} must be a string.`);
    if (value.length > charsMax) this.fail(`argument ${at + 1} must have at most ${charsMax} characters.`);
    return value;
  }

  array(at: number): JsonArray {
    const value = this.value(at);
    return isJsonArray(value) ? value : this.fail(`argument ${at + 1} must be an array.`);
  }

  object(at: number): JsonObject {
    const value = this.value(at);
    return isJsonObject(value) ? value : this.fail(`argument ${at + 1} must be an object.`);
  }

  boolean(at: number): boolean {
    const value = this.value(at);
    return typeof value === "boolean" ? value : this.fail(`argument ${at + 1} must be a boolean.`);
  }

  /** Rounded as Java rounds, halves upwards (-1.5 to -1), and a Java int. */
  integer(at: number): number {
    const value = this.value(at);
    if (typeof value !== "number") this.fail(`argument ${at + 1} must be a number.`);
    const whole = Math.round(value) + 0;
    if (whole < INTEGER_MIN || whole > INTEGER_MAX)
      this.fail(`argument ${at + 1} is out of the range of an integer.`);
    return whole;
  }

  /** A result on its way into the next function, or out. */
  resultText(text: string): string {
    if (text.length > RESULT_CHARS_MAX) this.fail(`the result has more than ${RESULT_CHARS_MAX} characters.`);
    return text;
  }

  fail(reason: string): never {
    throw new ArgumentFault(`Invalid arguments in ${this.functionName}: ${reason}`);
  }
}

/** Four times what AWS lets pass between two states; nested calls could double their text ten times over. */
const RESULT_CHARS_MAX = 1_048_576;

export const INTEGER_MIN = -(2 ** 31);
export const INTEGER_MAX = 2 ** 31 - 1;
