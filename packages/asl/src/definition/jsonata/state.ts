import { compileTransition } from "../compile/transition.ts";
import type { StateType } from "../fields.ts";
import type { Evaluate, PassState, State } from "../machine.ts";
import type { Session } from "../session.ts";
import type { Source } from "../source.ts";
import { compileParallel, compileTask } from "./calls.ts";
import { compileChoice } from "./choice.ts";
import type { Provided } from "./expressions.ts";
import { compileFail } from "./fail.ts";
import { compileMap } from "./map.ts";
import { replaceInput } from "./result.ts";
import { compileShape } from "./shape.ts";
import type { JsonataBase } from "./state-base.ts";
import { compileWait } from "./wait.ts";

interface Parts {
  readonly type: StateType;
  readonly stateName: string;
  /** Pointers of what is inside the state, which has query languages of its own. */
  readonly branches: readonly string[] | undefined;
  readonly processor: string | undefined;
}

const wholeInput: Evaluate = (scope) => scope.input;

/** A state whose expressions are JSONata; its fields are checked already. */
export function compileJsonataState(session: Session, source: Source, parts: Parts): State | undefined {
  const shape = compileShape({ source, prefix: "" }, providedBy(parts.type));
  const wrong = { shapeOutput: wholeInput, assign: undefined };
  const base = {
    name: parts.stateName,
    pointer: source.pointer,
    language: "JSONata" as const,
    selectInput: wholeInput,
    // What is wrong in Output does not hide what else is wrong in the state.
    ...(shape ?? wrong),
  };
  const state = compileType(session, source, base, parts);
  return shape && state;
}

function providedBy(type: StateType): Provided {
  return type === "Task" || type === "Map" || type === "Parallel" ? "result" : "nothing";
}

function compileType(
  session: Session,
  source: Source,
  base: JsonataBase,
  { type, branches, processor }: Parts,
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
      return compileParallel(source, base, branches);
    case "Map":
      return compileMap(source, base, processor);
  }
}

function compilePass(state: Source, base: JsonataBase): PassState | undefined {
  const transition = compileTransition(state);
  return transition && { type: "Pass", ...base, ...transition, ...replaceInput, result: undefined };
}
