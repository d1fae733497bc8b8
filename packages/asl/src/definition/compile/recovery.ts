import { readErrorEquals } from "../check/error-names.ts";
import { checkCatcherFields, checkFields } from "../check/fields.ts";
import { requiredOfCatcher, requiredOfRetrier, retrierFields } from "../fields.ts";
import type { Catcher, Retrier } from "../machine.ts";
import {
  readInteger,
  readNumber,
  readObjects,
  readOneOf,
  readString,
  requireFields,
  type Source,
} from "../source.ts";
import { compileAssign, compileResultPath } from "./data-flow.ts";

// Retry and Catch. Source: Amazon States Language, "Errors"; AWS's Developer Guide, "Handling errors".

const SECONDS_MAX = 99_999_999;
const ATTEMPTS_MAX = 99_999_999;
/** A leap year. The guide says "less than"; what others measured in 2026 is that AWS takes it. */
const DELAY_SECONDS_MAX = 31_622_400;

export interface Recovery {
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
}

export function compileRecovery(state: Source, catching = compileCatcher): Recovery | undefined {
  const retriers = compileEach(state, "Retry", compileRetrier);
  const catchers = compileEach(state, "Catch", catching);
  if (retriers === undefined || catchers === undefined) return undefined;
  return { retriers, catchers };
}

/** Where in its list a retrier or catcher stands. */
export interface Position {
  readonly index: number;
  readonly isLast: boolean;
}

function compileEach<T>(
  state: Source,
  field: "Retry" | "Catch",
  compile: (source: Source, position: Position) => T | undefined,
): readonly T[] | undefined {
  const sources = readObjects(state, field) ?? [];
  const compiled = sources.map((source, index) =>
    compile(source, { index, isLast: index === sources.length - 1 }),
  );
  const sound = compiled.filter((one) => one !== undefined);
  return sound.length === compiled.length ? sound : undefined;
}

function compileRetrier(source: Source, position: Position): Retrier | undefined {
  requireFields(source, requiredOfRetrier);
  checkFields(source, retrierFields);
  const errorEquals = readErrorEquals(source, position);
  const retrier = {
    intervalSeconds: readInteger(source, "IntervalSeconds", { min: 0, max: SECONDS_MAX }) ?? 1,
    maxAttempts: readInteger(source, "MaxAttempts", { min: 0, max: ATTEMPTS_MAX }) ?? 3,
    backoffRate: readNumber(source, "BackoffRate", { min: 1 }) ?? 2,
    maxDelaySeconds: readInteger(source, "MaxDelaySeconds", { min: 1, max: DELAY_SECONDS_MAX }),
    jitter: readOneOf(source, "JitterStrategy", ["NONE", "FULL"]) ?? "NONE",
  };
  return errorEquals === undefined ? undefined : { errorEquals, ...retrier };
}

function compileCatcher(source: Source, position: Position): Catcher | undefined {
  requireFields(source, requiredOfCatcher);
  checkCatcherFields(source, "JSONPath");
  const errorEquals = readErrorEquals(source, position);
  const next = readString(source, "Next");
  const placeResult = compileResultPath(source);
  const assign = compileAssign(source);
  if (errorEquals === undefined || next === undefined || placeResult === undefined) return undefined;
  return assign === "wrong" ? undefined : { errorEquals, next, placeResult, assign };
}
