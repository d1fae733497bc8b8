import { RE2JS } from "re2js";
import { WORK_AT_ONCE_MAX } from "../pace.ts";
import type { Evaluation } from "./evaluation.ts";
import { functionError, outOfTime } from "./evaluation-error.ts";

/** What the library asks of its RegexEngine: as much of RegExp as it uses. */
interface Engine {
  lastIndex: number;
  exec(text: string): RegExpExecArray | null;
}

/**
 * Characters times the program's instructions, at its slowest: 25 nanoseconds each, where no shortcut of the
 * engine serves (nested optional parts over a long text).
 */
const STEPS_PER_UNIT = 40;
/** Of a text that an author cannot know, mostly such a search ends early: twice what may be spent at once. */
const SEARCH_UNITS_MAX = 2 * WORK_AT_ONCE_MAX;

/**
 * Regular expressions in time linear in the text, whatever the pattern: RegExp would go back and forth for
 * ever over patterns such as `(a+)+$`. It is RE2's language, so no lookahead and no back-reference.
 */
export function engineFor(evaluation: Evaluation): new (pattern: RegExp) => Engine {
  return class implements Engine {
    lastIndex = 0;
    readonly #compiled: RE2JS;
    #text: string | undefined;
    #matcher: ReturnType<RE2JS["matcher"]> | undefined;

    constructor(pattern: RegExp) {
      this.#compiled = compiledPattern(pattern);
    }

    exec(text: string): RegExpExecArray | null {
      if (this.#matcher === undefined || this.#text !== text) {
        this.#text = text;
        this.#matcher = this.#compiled.matcher(text);
      }
      const matcher = this.#matcher;
      const from = Math.min(this.lastIndex, text.length);
      const unitsPerCharacter = this.#compiled.programSize() / STEPS_PER_UNIT;
      if ((text.length - from) * unitsPerCharacter > SEARCH_UNITS_MAX) throw outOfTime();
      const found = matcher.find(from);
      const scannedTo = found ? matcher.end() : text.length;
      evaluation.spendAtOnce(1 + (scannedTo - from) * unitsPerCharacter);
      this.lastIndex = found ? matcher.end() : 0;
      return found ? matchOf(matcher, text) : null;
    }
  };
}

function matchOf(matcher: ReturnType<RE2JS["matcher"]>, text: string): RegExpExecArray {
  const groups: (string | undefined)[] = [];
  for (let group = 0; group <= matcher.groupCount(); group += 1) {
    groups.push(matcher.group(group) ?? undefined);
  }
  return Object.assign(groups, { index: matcher.start(), input: text }) as RegExpExecArray;
}

/** By the literal in the tree, which lives as long as its expression. */
const compiledPatterns = new WeakMap<RegExp, RE2JS>();

/** @throws in the shape of the library's errors, when the pattern is none of RE2's language */
export function compiledPattern(pattern: RegExp): RE2JS {
  const known = compiledPatterns.get(pattern);
  if (known !== undefined) return known;
  const flags = (pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (pattern.multiline ? RE2JS.MULTILINE : 0);
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern.source), flags);
    compiledPatterns.set(pattern, compiled);
    return compiled;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw functionError(`The regular expression ${String(pattern)} cannot be used: ${reason}`);
  }
}
