import { checkCredentials } from "../check/credentials.ts";
import { refuseDistributed } from "../check/express.ts";
import { checkStateFields } from "../check/fields.ts";
import { warnOfLongHeartbeat } from "../check/heartbeat.ts";
import { checkLabel } from "../check/labels.ts";
import { queryLanguages, requiredFields, type StateType, stateTypes } from "../fields.ts";
import { compileJsonataState } from "../jsonata/state.ts";
import type { State } from "../machine.ts";
import { declaredLanguage } from "../query-language.ts";
import type { Session } from "../session.ts";
import {
  has,
  readKind,
  readOneOf,
  readString,
  reject,
  reportMissing,
  requireFields,
  type Source,
} from "../source.ts";
import { compileChoice } from "./choice.ts";
import { compileDataFlow, untouched } from "./data-flow.ts";
import { compileFail } from "./fail.ts";
import { compileMap, enqueueProcessor } from "./map.ts";
import { compileParallel, enqueueBranches } from "./parallel.ts";
import { compilePass } from "./pass.ts";
import type { StateBase } from "./state-base.ts";
import { compileTask } from "./task.ts";
import { compileWait } from "./wait.ts";

/** One state, checked and compiled; `undefined` after reporting why it cannot be. */
export function compileState(session: Session, source: Source, stateName: string): State | undefined {
  const type = readType(source);
  if (type === undefined) return undefined;
  const language = declaredLanguage(source) ?? session.language;
  requireFields(source, requiredFields[type]);
  checkStateFields(source, type, language, isDowngrade(session, source));
  readOneOf(source, "QueryLanguage", queryLanguages);
  readString(source, "Comment");
  if (type === "Task") checkTask(source);
  if (type === "Map") checkMap(session, source);
  const inner = enqueueInner(session, source, type);
  if (language === "JSONata") return compileJsonataState(session, source, { type, stateName, ...inner });
  const flow = compileDataFlow(source);
  // A wrong path does not hide what else is wrong in the state.
  const base = { name: stateName, pointer: source.pointer, language, ...(flow ?? untouched) };
  const state = compileType(session, source, type, base, inner);
  return flow && state;
}

function checkTask(source: Source): void {
  checkCredentials(source);
  warnOfLongHeartbeat(source);
}

function checkMap(session: Session, source: Source): void {
  checkLabel(session, source);
  if (session.type === "EXPRESS") refuseDistributed(source);
}

interface Inner {
  readonly branches: readonly string[] | undefined;
  readonly processor: string | undefined;
}

/** In either query language: what is inside a state has a language of its own. */
function enqueueInner(session: Session, source: Source, type: StateType): Inner {
  return {
    branches: type === "Parallel" ? enqueueBranches(session, source) : undefined,
    processor: type === "Map" ? enqueueProcessor(session, source) : undefined,
  };
}

function compileType(
  session: Session,
  source: Source,
  type: StateType,
  base: StateBase,
  inner: Inner,
): State | undefined {
  switch (type) {
    case "Pass":
      return compilePass(source, base);
    case "Task":
      return compileTask(source, base, session.type);
    case "Choice":
      return compileChoice(source, base);
    case "Wait":
      return compileWait(source, base);
    case "Succeed":
      return { type: "Succeed", ...base };
    case "Fail":
      return compileFail(source, base);
    case "Parallel":
      return compileParallel(source, base, inner.branches);
    case "Map":
      return compileMap(source, base, inner.processor);
  }
}

function readType(source: Source): StateType | undefined {
  if (!has(source, "Type")) reportMissing(source, "Type");
  return readKind(source, "Type", stateTypes);
}

/** A state may turn to JSONata in a JSONPath machine, never back. */
function isDowngrade(session: Session, source: Source): boolean {
  const isOne = session.language === "JSONata" && declaredLanguage(source) === "JSONPath";
  if (isOne) {
    const message = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";
    reject(source, undefined, message);
  }
  return isOne;
}
