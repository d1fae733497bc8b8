import { branchFields } from "../fields.ts";
import type { ParallelState } from "../machine.ts";
import type { Session } from "../session.ts";
import { readObjects, rejectEmpty, type Source } from "../source.ts";
import { compileRecovery } from "./recovery.ts";
import { compileResult } from "./result.ts";
import type { StateBase } from "./state-base.ts";
import { compileTransition } from "./transition.ts";

export function compileParallel(
  state: Source,
  base: StateBase,
  branches: readonly string[] | undefined,
): ParallelState | undefined {
  const transition = compileTransition(state);
  const result = compileResult(state);
  const recovery = compileRecovery(state);
  if (transition === undefined || result === undefined || recovery === undefined) return undefined;
  return branches && { type: "Parallel", ...base, ...transition, ...result, ...recovery, branches };
}

/** Puts the branches among the blocks to be read; their pointers. */
export function enqueueBranches(session: Session, state: Source): readonly string[] | undefined {
  const branches = readObjects(state, "Branches");
  if (branches === undefined) return undefined;
  for (const source of branches) session.blocks.push({ source, fields: branchFields });
  if (branches.length > 0) return branches.map((branch) => branch.pointer);
  const isEmpty = Array.isArray(state.object["Branches"]) && state.object["Branches"].length === 0;
  return isEmpty ? rejectEmpty(state, "Branches") : undefined;
}
