import { assert } from "@landbridge/model";
import type { Evaluation } from "../evaluation.ts";
import { functionError, outOfMemory } from "../evaluation-error.ts";
import type { Focus, FunctionDefinition, Implementation, NativeFunction } from "../library.ts";
import { PICTURE_CHARS_MAX, VALUE_SIZE_MAX } from "../limits.ts";
import { evaluationOf } from "./evaluation-of.ts";
import { checkPicture, spendOnReading } from "./picture.ts";

// The library's own functions that may work long without the evaluator being entered: each pays first, by
// the size of what it is given. Those that are not here are seldom called.

type Pay = (evaluation: Evaluation, args: readonly unknown[]) => void;

const CHARS_PER_UNIT = 16;
const ITEMS_PER_UNIT = 2;

/** Looks at a value and no further; here because it may be called for each of many items. */
const nothing: Pay = () => {};

/** Once through each text and each array itself. */
const once: Pay = (evaluation, args) => {
  for (const arg of args) evaluation.spend(sizeOf(arg));
};

/** A call of a function for each item, which the evaluator does not see when it is one of the library's. */
const calling: Pay = (evaluation, args) => {
  once(evaluation, args);
  const [given] = args;
  if (Array.isArray(given)) evaluation.spend(given.length);
};

/** All of each value, to its leaves. */
const whole: Pay = (evaluation, args) => {
  for (const arg of args) evaluation.spendOnAll(arg);
};

/** Copies what there is so far for each item: the library's $append and $spread do. */
const copying: Pay = (evaluation, [given]) => {
  if (!Array.isArray(given)) return;
  evaluation.spendAtOnce(given.length / ITEMS_PER_UNIT + given.length ** 2 / 512);
};

const padding: Pay = (evaluation, [text, width]) => {
  if (typeof width === "number" && Math.abs(width) > VALUE_SIZE_MAX) throw outOfMemory();
  evaluation.spend(sizeOf(text) + Math.abs(typeof width === "number" ? width : 0) / CHARS_PER_UNIT);
};

const picturing: Pay = (evaluation, args) => {
  for (const arg of args) if (typeof arg === "string") checkPicture(arg);
  once(evaluation, args);
};

const reading: Pay = (evaluation, [text, picture]) => {
  if (typeof picture !== "string") return;
  checkPicture(picture);
  spendOnReading(evaluation, typeof text === "string" ? text.length : 0, picture);
};

const wording: Pay = (evaluation, args) => {
  const [, picture] = args;
  if (typeof picture === "string" && picture.length > PICTURE_CHARS_MAX) {
    throw functionError(`A picture has at most ${PICTURE_CHARS_MAX} characters`);
  }
  once(evaluation, args);
};

/** Name, signature in the library's notation, what it costs. */
const GUARDED: readonly (readonly [string, string, Pay])[] = [
  ["sum", "<a<n>:n>", once],
  ["max", "<a<n>:n>", once],
  ["min", "<a<n>:n>", once],
  ["average", "<a<n>:n>", once],
  ["string", "<x-b?:s>", whole],
  ["substring", "<s-nn?:s>", once],
  ["substringBefore", "<s-s:s>", once],
  ["substringAfter", "<s-s:s>", once],
  ["lowercase", "<s-:s>", once],
  ["uppercase", "<s-:s>", once],
  ["length", "<s-:n>", once],
  ["trim", "<s-:s>", once],
  ["pad", "<s-ns?:s>", padding],
  ["match", "<s-f<s:o>n?:a<o>>", once],
  ["contains", "<s-(sf):b>", once],
  ["replace", "<s-(sf)(sf)n?:s>", once],
  ["split", "<s-(sf)n?:a<s>>", once],
  ["join", "<a<s>s?:s>", once],
  ["formatNumber", "<n-so?:s>", wording],
  ["formatInteger", "<n-s:s>", wording],
  ["parseInteger", "<s-s:n>", wording],
  ["map", "<af>", calling],
  ["zip", "<a+>", once],
  ["filter", "<af>", calling],
  ["single", "<af?>", calling],
  ["reduce", "<afj?:j>", calling],
  ["sift", "<o-f?:o>", whole],
  ["keys", "<x-:a<s>>", whole],
  ["lookup", "<x-s:x>", once],
  ["append", "<xx:a>", once],
  ["spread", "<x-:a<o>>", copying],
  ["merge", "<a<o>:o>", whole],
  ["reverse", "<a:a>", once],
  ["each", "<o-f:a>", whole],
  ["encodeUrlComponent", "<s-:s>", once],
  ["encodeUrl", "<s-:s>", once],
  ["decodeUrl", "<s-:s>", once],
  ["toMillis", "<s-s?:n>", reading],
  ["fromMillis", "<n-s?s?:s>", picturing],
  ["clone", "<(oa)-:o>", whole],
  ["abs", "<n-:n>", nothing],
  ["boolean", "<x-:b>", nothing],
  ["ceil", "<n-:n>", nothing],
  ["count", "<a:n>", nothing],
  ["exists", "<x:b>", nothing],
  ["floor", "<n-:n>", nothing],
  ["not", "<x-:b>", nothing],
  ["number", "<(nsb)-:n>", once],
  ["round", "<n-n?:n>", nothing],
  ["sqrt", "<n-:n>", nothing],
  ["type", "<x:s>", nothing],
];

type Prepare = (args: readonly unknown[]) => readonly unknown[];

/** Where AWS takes arguments otherwise than the library does. Source: measured on AWS by others. */
const PREPARED: ReadonlyMap<string, Prepare> = new Map<string, Prepare>([
  ["replace", ([text, pattern, replacement, limit]) => [text, pattern, replacement, wholePart(limit)]],
  ["fromMillis", ([millis, picture, zone]) => [millis, picture, zoneOf(zone)]],
]);

function wholePart(limit: unknown): unknown {
  return typeof limit === "number" ? Math.trunc(limit) : limit;
}

/** What is no offset, such as "utc", is UTC. */
export function zoneOf(zone: unknown): unknown {
  return typeof zone === "string" && /^[+-]?\d/.test(zone) ? zone : undefined;
}

/** The library passes as many arguments to a function as it has parameters, so these get those of its own. */
export function adoptArities(natives: ReadonlyMap<string, NativeFunction>): void {
  for (const { name, implementation } of guardedFunctions) {
    const value = natives.get(name)?.implementation.length ?? 1;
    Object.defineProperty(implementation, "length", { value, configurable: true });
  }
}

export const guardedNames: readonly string[] = GUARDED.map(([name]) => name);

export const guardedFunctions: readonly FunctionDefinition[] = GUARDED.map(([name, signature, pay]) => ({
  name,
  signature,
  implementation: guarded(name, pay),
}));

/** The library asks a function's text for its parameters when one is left open (`$pad(?, 5)`): four are enough for all. */
function guarded(name: string, pay: Pay): Implementation {
  const prepare = PREPARED.get(name) ?? asTheyAre;
  return function (
    this: Focus,
    given1?: unknown,
    given2?: unknown,
    given3?: unknown,
    given4?: unknown,
  ): unknown {
    const evaluation = evaluationOf(this);
    const args = withoutAbsent(prepare([given1, given2, given3, given4]));
    pay(evaluation, args);
    const native = evaluation.natives.get(name);
    assert(native !== undefined, `the library has a function ${name}`);
    const breath = evaluation.breath(1);
    if (breath === undefined) return native.implementation.apply(this, [...args]);
    return breath.then(() => native.implementation.apply(this, [...args]));
  };
}

function asTheyAre(args: readonly unknown[]): readonly unknown[] {
  return args;
}

/** Some look at how many arguments there are. */
function withoutAbsent(args: readonly unknown[]): readonly unknown[] {
  let count = args.length;
  while (count > 0 && args[count - 1] === undefined) count -= 1;
  return args.slice(0, count);
}

function sizeOf(value: unknown): number {
  if (typeof value === "string") return value.length / CHARS_PER_UNIT;
  return Array.isArray(value) ? value.length / ITEMS_PER_UNIT : 1;
}
