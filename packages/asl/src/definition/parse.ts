import { assert, type Issue } from "@landbridge/model";
import type { LimitsName } from "../limits.ts";
import { readDefinition } from "./check/json-text.ts";
import { checkTransitions } from "./check/transitions.ts";
import { checkVariableScopes } from "./check/variable-scopes.ts";
import { compileBlock } from "./compile/block.ts";
import { compileState } from "./compile/state.ts";
import { machineFields, type QueryLanguage, queryLanguages } from "./fields.ts";
import { Issues } from "./issues.ts";
import type { Block, Machine, State } from "./machine.ts";
import { declaredLanguage } from "./query-language.ts";
import type { MachineType, Session } from "./session.ts";
import { readInteger, readObject, readOneOf, type Source } from "./source.ts";

/** `machine` is absent when an issue is an error; warnings may come with a machine. */
export type ParsedMachine =
  | { readonly machine: Machine; readonly issues: readonly Issue[] }
  | { readonly machine: undefined; readonly issues: readonly Issue[] };

export interface ParseOptions {
  /** An EXPRESS machine may call fewer things. Default: STANDARD. */
  readonly type?: MachineType;
  /** How large it may be. Default: as large as on AWS. */
  readonly limits?: LimitsName;
}

const TIMEOUT_SECONDS_MAX = 99_999_999;

/**
 * Reads a definition, reports all that is wrong with it, and compiles it. Never throws, whatever the
 * text; the size, the depth and the number of issues are bounded.
 */
export function parseMachine(text: string, options: ParseOptions = {}): ParsedMachine {
  const issues = new Issues();
  const object = readDefinition(text, issues, options.limits);
  if (object === undefined) return { machine: undefined, issues: issues.list() };
  const machine = compileMachine({ object, pointer: "", issues }, options.type ?? "STANDARD");
  return issues.errorCount === 0
    ? { machine, issues: issues.list() }
    : { machine: undefined, issues: issues.list() };
}

/** What TestState tests: a state by itself, whose transitions lead anywhere, with what is inside it. */
export function parseState(text: string, stateName: string): ParsedMachine & { readonly state?: State } {
  const issues = new Issues();
  const object = readDefinition(text, issues, undefined);
  if (object === undefined) return { machine: undefined, issues: issues.list() };
  const source = { object, pointer: "", issues };
  const session = newSession(issues, { language: "JSONPath", type: "STANDARD" });
  const state = compileState(session, source, stateName);
  const blocks = compileBlocks(session);
  if (state === undefined || issues.errorCount > 0) return { machine: undefined, issues: issues.list() };
  return { machine: { blocks, timeoutSeconds: undefined }, state, issues: issues.list() };
}

function compileMachine(source: Source, type: MachineType): Machine {
  const language = readLanguage(source);
  const timeoutSeconds = readTimeout(source);
  readOneOf(source, "Version", ["1.0"]);
  const session = newSession(source.issues, { language, type });
  session.blocks.push({ source, fields: machineFields });
  const blocks = compileBlocks(session);
  checkVariableScopes(session);
  return { blocks, timeoutSeconds };
}

function newSession(issues: Issues, { language, type }: Pick<Session, "language" | "type">): Session {
  return { issues, language, type, blocks: [], names: new Map(), labels: new Map() };
}

/** AWS takes 0 too; as a machine that is out of time before it begins serves nobody, it means none here. */
function readTimeout(source: Source): number | undefined {
  return readInteger(source, "TimeoutSeconds", { min: 0, max: TIMEOUT_SECONDS_MAX }) || undefined;
}

/** Blocks put others behind them in the list, so that depth costs no stack. */
function compileBlocks(session: Session): ReadonlyMap<string, Block> {
  const blocks = new Map<string, Block>();
  for (const pending of session.blocks) {
    const block = compileBlock(session, pending);
    // Whoever leaves something out has said why; else a machine would lack what its definition has.
    assert(
      isWhole(block, pending.source) || session.issues.errorCount > 0,
      "what is not compiled is reported",
    );
    if (block !== undefined) blocks.set(block.pointer, block);
  }
  // AWS tells what is wrong in the states before it tells where they lead.
  for (const { source } of session.blocks) checkTransitions(source);
  return blocks;
}

function isWhole(block: Block | undefined, source: Source): boolean {
  return (
    block !== undefined &&
    block.states.size === Object.keys(readObject(source, "States")?.object ?? {}).length
  );
}

function readLanguage(source: Source): QueryLanguage {
  readOneOf(source, "QueryLanguage", queryLanguages);
  return declaredLanguage(source) ?? "JSONPath";
}
