import { isJsonArray, isJsonObject, type Json, type JsonArray, type JsonObject } from "@landbridge/model";
import { StatesFault } from "./fault.ts";
import { jsonText } from "./json-text.ts";
import { parsePath } from "./jsonpath/parse.ts";
import type { PathSyntax } from "./jsonpath/syntax.ts";
import { PathSyntaxError } from "./jsonpath/syntax-error.ts";
import { compileSyntax } from "./jsonpath.ts";
import { ownMember, withMember } from "./own.ts";
import type { Scope } from "./scope.ts";

/** A path that names exactly one place: names and single indexes only. */
export interface ReferencePath {
  /**
   * The target with the value in that place, objects and items made on the way as needed.
   * @throws StatesFault States.ResultPathMatchFailure where something else is in the way
   */
  readonly place: (target: Json, value: Json) => Json;
  /** `undefined`: there is nothing. */
  readonly read: (scope: Scope) => Json | undefined;
  /** Whether `place` can work: results go into the input, never into the context object or a variable. */
  readonly canPlace: boolean;
}

/** @throws PathSyntaxError */
export function compileReferencePath(text: string): ReferencePath {
  const syntax = parsePath(text);
  const steps = toSteps(syntax);
  const canPlace = syntax.root.kind === "input";
  return {
    canPlace,
    read: compileSyntax(syntax).find,
    place: (target, value) => {
      const placed = canPlace ? placeAt(target, steps, 0, value) : undefined;
      if (placed === undefined) throw mismatch(text, target);
      return placed;
    },
  };
}

type Step = string | number;

function toSteps(syntax: PathSyntax): readonly Step[] {
  return syntax.segments.map((segment) => {
    const [step, another] =
      segment.kind === "names" ? segment.names : segment.kind === "indexes" ? segment.indexes : [];
    if (step === undefined || another !== undefined) {
      throw new PathSyntaxError(
        "a Reference Path names one place: the operators @ , : ? * and .. are not allowed",
        0,
      );
    }
    if (typeof step === "number" && step < 0)
      throw new PathSyntaxError("a Reference Path has no negative index", 0);
    return step;
  });
}

/** `undefined`: the path does not fit the target. */
function placeAt(
  target: Json | undefined,
  steps: readonly Step[],
  at: number,
  value: Json,
): Json | undefined {
  const step = steps[at];
  if (step === undefined) return value;
  if (typeof step === "string") {
    if (target !== undefined && !isJsonObject(target)) return undefined;
    return placeMember(target ?? {}, step, steps, at, value);
  }
  if (target !== undefined && !isJsonArray(target)) return undefined;
  return placeItem(target ?? [], step, steps, at, value);
}

function placeMember(object: JsonObject, name: string, steps: readonly Step[], at: number, value: Json) {
  const member = placeAt(ownMember(object, name), steps, at + 1, value);
  return member === undefined ? undefined : withMember(object, name, member);
}

/** An array grows by one item at most: an index beyond that would leave a hole, which JSON has not. */
function placeItem(array: JsonArray, index: number, steps: readonly Step[], at: number, value: Json) {
  if (index > array.length) return undefined;
  const item = placeAt(array[index], steps, at + 1, value);
  return item === undefined ? undefined : [...array.slice(0, index), item, ...array.slice(index + 1)];
}

function mismatch(path: string, target: Json): StatesFault {
  return new StatesFault(
    "States.ResultPathMatchFailure",
    `Unable to apply ReferencePath ${path} to input ${jsonText(target)}`,
  );
}
