import type { Json } from "@landbridge/model";
import { diagnose } from "../src/definition/diagnose.ts";

// A sound state of each type, to be spoiled: the same rule is tried in every place where it holds. What AWS says
// of one place, by its recordings or by what others measured, is said of its siblings.

export type Fields = Record<string, Json>;

export const SCHEMA = "SCHEMA_VALIDATION_FAILED";

export const inner: Json = { StartAt: "P", States: { P: { Type: "Pass", End: true } } };
const distributed: Json = {
  ...(inner as object),
  ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
};

/** A sound state of each type, which ends. */
export const states: Record<string, Fields> = {
  Task: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true },
  Wait: { Type: "Wait", Seconds: 1, End: true },
  Pass: { Type: "Pass", End: true },
  Succeed: { Type: "Succeed" },
  Fail: { Type: "Fail" },
  Choice: { Type: "Choice", Choices: [{ Variable: "$.a", IsNull: true, Next: "Y" }] },
  Parallel: { Type: "Parallel", Branches: [inner], End: true },
  Map: { Type: "Map", ItemProcessor: inner, End: true },
  Distributed: { Type: "Map", ItemProcessor: distributed, End: true },
};

/** @param more of the machine itself */
export function machineOf(type: string, fields: Fields, more: Fields = {}): Json {
  const target = type === "Choice" && { Y: { Type: "Succeed" } };
  return { StartAt: "X", States: { X: { ...states[type], ...fields }, ...target }, ...more };
}

/** "CODE location: message" of each diagnostic. */
export function told(definition: Json, type: "STANDARD" | "EXPRESS" = "STANDARD"): readonly string[] {
  return diagnose(JSON.stringify(definition), { type }).diagnostics.map(
    ({ code, location, message }) => `${code} ${location ?? "-"}: ${message}`,
  );
}

export const jsonata: Fields = { QueryLanguage: "JSONata" };
