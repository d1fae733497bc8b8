import { checkCredentials } from "../check/credentials.ts";
import { checkStateFields } from "../check/fields.ts";
import { type QueryLanguage, queryLanguages, type StateType, stateTypes } from "../fields.ts";
import { compileJsonataState } from "../jsonata/state.ts";
import type { State } from "../machine.ts";
import type { Session } from "../session.ts";
import { has, readOneOf, readString, reject, reportRequired, type Source } from "../source.ts";
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
  const language = languageOf(session, source);
  checkStateFields(source, type, language);
  readString(source, "Comment");
  if (type === "Task") checkCredentials(source);
  const inner = enqueueInner(session, source, type);
  if (language === "JSONata") return compileJsonataState(session, source, { type, stateName, ...inner });
  const flow = compileDataFlow(source);
  // A wrong path does not hide what else is wrong in the state.
  const base = { name: stateName, pointer: source.pointer, language, ...(flow ?? untouched) };
  const state = compileType(session, source, type, base, inner);
  return flow && state;
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
  if (!has(source, "Type")) {
    reportRequired(source, "Type");
    return undefined;
  }
  const written = readString(source, "Type");
  const type = stateTypes.find((candidate) => candidate === written);
  if (type === undefined && written !== undefined) {
    const message = `The field 'Type' should have one of these values: [${stateTypes.join(", ")}]`;
    reject(source, "Type", message, `Found '${written}'`);
  }
  return type;
}

/** A state may turn to JSONata in a JSONPath machine, never back. */
function languageOf(session: Session, source: Source): QueryLanguage {
  if (!has(source, "QueryLanguage")) return session.language;
  const language = readOneOf(source, "QueryLanguage", queryLanguages);
  if (language === "JSONPath" && session.language === "JSONata") {
    reject(
      source,
      undefined,
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    );
  }
  return language ?? session.language;
}
