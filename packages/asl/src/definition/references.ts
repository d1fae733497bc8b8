import { isJsonArray, isJsonObject, type Json, type JsonObject, parseJson } from "@landbridge/model";
import { NESTING_MAX } from "./check/json-shape.ts";
import { child } from "./pointer.ts";
import { activityNameOf, functionNameOf, parseResource } from "./resource.ts";

// What a definition calls by a name that is written in it, so that a project's checker can say what is
// missing. A name that is only known at run time ("FunctionName.$") is no reference.

export interface Reference {
  /** The bare name, without account, version or alias. */
  readonly name: string;
  /** Where it is written: a JSON pointer into the definition. */
  readonly path: string;
}

export interface References {
  /** The built-in functions (`builtInFunctions`) included. */
  readonly functions: readonly Reference[];
  readonly activities: readonly Reference[];
  readonly jobs: readonly Reference[];
  readonly stateMachines: readonly Reference[];
}

/** Launches the job that its payload names; every installation has it. */
export const RUN_JOB_FUNCTION = "landbridge-run-job";
export const MOVE_DATA_FUNCTION = "landbridge-move-data";
export const builtInFunctions: readonly string[] = [RUN_JOB_FUNCTION, MOVE_DATA_FUNCTION];

/** Empty when the text is no definition; what is wrong with it is `parseMachine`'s to tell. */
export function referencesIn(definition: string): References {
  const found: Found = { functions: [], activities: [], jobs: [], stateMachines: [] };
  const json = parseJson(definition);
  if (json !== undefined) visit(json, "", 0, found);
  return found;
}

export function functionsCalled(definition: string): readonly Reference[] {
  return referencesIn(definition).functions;
}

export function activitiesCalled(definition: string): readonly Reference[] {
  return referencesIn(definition).activities;
}

/** Jobs launched by `landbridge-run-job` or `landbridge:runJob`. */
export function jobsCalled(definition: string): readonly Reference[] {
  return referencesIn(definition).jobs;
}

/** State machines started by `states:startExecution`. */
export function stateMachinesCalled(definition: string): readonly Reference[] {
  return referencesIn(definition).stateMachines;
}

type Found = { readonly [Kind in keyof References]: Reference[] };

/** Blocks, and the states in them. Templates are not entered: what looks like a Task there is data. */
function visit(block: Json, pointer: string, depth: number, found: Found): void {
  const states = isJsonObject(block) ? block["States"] : undefined;
  if (!isJsonObject(states) || depth > NESTING_MAX) return;
  for (const [name, state] of Object.entries(states)) {
    if (!isJsonObject(state)) continue;
    const at = child(child(pointer, "States"), name);
    if (state["Type"] === "Task") noteTask(state, at, found);
    for (const field of ["ItemProcessor", "Iterator"]) {
      const processor = state[field];
      if (processor !== undefined) visit(processor, child(at, field), depth + 1, found);
    }
    const branches = state["Branches"];
    if (!isJsonArray(branches)) continue;
    for (const [index, branch] of branches.entries()) {
      visit(branch, child(child(at, "Branches"), index), depth + 1, found);
    }
  }
}

function noteTask(task: JsonObject, pointer: string, found: Found): void {
  const arn = task["Resource"];
  const resource = typeof arn === "string" ? parseResource(arn) : undefined;
  if (resource === undefined) return;
  if (resource.kind === "function") {
    note(found.functions, functionNameOf(resource.arn), child(pointer, "Resource"));
  } else if (resource.kind === "activity") {
    note(found.activities, activityNameOf(resource.arn), child(pointer, "Resource"));
  } else {
    noteIntegration(task, pointer, `${resource.service}:${resource.action}`, found);
  }
}

function noteIntegration(task: JsonObject, pointer: string, call: string, found: Found): void {
  const field = isJsonObject(task["Arguments"]) ? "Arguments" : "Parameters";
  const given = task[field];
  if (!isJsonObject(given)) return;
  const at = child(pointer, field);
  switch (call) {
    case "lambda:invoke":
    case "aws-sdk:lambda:invoke":
      return noteFunction(given, at, found);
    case "states:startExecution":
    case "aws-sdk:sfn:startExecution":
      return note(found.stateMachines, machineNameOf(given["StateMachineArn"]), child(at, "StateMachineArn"));
    case "landbridge:runJob":
      return noteJob(given, at, found);
    default:
  }
}

function noteFunction(given: JsonObject, pointer: string, found: Found): void {
  const name = nameOfFunction(given["FunctionName"]);
  note(found.functions, name, child(pointer, "FunctionName"));
  const payload = given["Payload"];
  if (name === RUN_JOB_FUNCTION && isJsonObject(payload)) noteJob(payload, child(pointer, "Payload"), found);
}

function noteJob(payload: JsonObject, pointer: string, found: Found): void {
  note(found.jobs, staticText(payload["job"]), child(pointer, "job"));
}

function note(list: Reference[], name: string | undefined, path: string): void {
  if (name !== undefined) list.push({ name, path });
}

/** A name, an ARN, or "123456789012:function:NAME"; each perhaps with a version or alias behind it. */
function nameOfFunction(value: Json | undefined): string | undefined {
  const text = staticText(value);
  if (text === undefined) return undefined;
  const parts = text.split(":");
  const marker = parts.indexOf("function");
  return marker > 0 ? parts[marker + 1] : parts[0];
}

/** "arn:aws:states:REGION:ACCOUNT:stateMachine:NAME"; a version or alias may follow. */
function machineNameOf(value: Json | undefined): string | undefined {
  return staticText(value)?.split(":")[6];
}

/** Not a JSONata expression, which is known at run time only. */
function staticText(value: Json | undefined): string | undefined {
  return typeof value === "string" && !value.startsWith("{%") ? value : undefined;
}
