import { isJsonArray, isJsonObject, type Json, type JsonObject } from "@landbridge/model";
import type { Resource } from "../definition/machine.ts";
import { namedShapes, type ResponseShape, responseShapes } from "./response-shapes.ts";

type Mode = "STRICT" | "PRESENT" | "NONE";

/**
 * What is wrong with a mocked answer of a service, in AWS's words; `undefined`: nothing, or nobody knows what the
 * service answers. Members that the service's API does not have are not looked at.
 */
export function checkResponse(resource: Resource, result: Json, mode: Mode): string | undefined {
  const shape = mode === "NONE" ? undefined : shapeOf(resource);
  return shape && mistakeIn(result, shape, { field: "", mode });
}

function shapeOf(resource: Resource): ResponseShape | undefined {
  // What a callback brings is its sender's affair.
  if (resource.kind !== "integration" || resource.pattern === "waitForTaskToken") return undefined;
  const service = resource.service.replace("aws-sdk:", "");
  const operation = `${aliases[service] ?? service}:${resource.action}`;
  const polled = resource.pattern === "requestResponse" ? undefined : polledOperations[operation];
  return resource.pattern === "requestResponse" ? responseShapes[operation] : responseShapes[polled ?? ""];
}

const aliases: Readonly<Record<string, string>> = { sfn: "states", eventbridge: "events" };

/** What `.sync` asks until the work is done: its answer is the state's result. */
const polledOperations: Readonly<Record<string, string>> = {
  "states:startExecution": "states:describeExecution",
  "batch:submitJob": "batch:describeJobs",
  "ecs:runTask": "ecs:describeTasks",
  "glue:startJobRun": "glue:getJobRun",
};

interface Place {
  /** The name of the member, or of the one that the list or map is. */
  readonly field: string;
  readonly mode: Mode;
}

function mistakeIn(value: Json, shape: ResponseShape, place: Place): string | undefined {
  if (typeof shape === "string") return scalarMistake(value, shape, place.field);
  if (Array.isArray(shape)) return listMistake(value, shape as readonly ResponseShape[], place);
  const members = shape as Readonly<Record<string, ResponseShape>>;
  if (!isJsonObject(value)) return typeMistake(place.field, "an object");
  const each = members["*"];
  if (each !== undefined) return firstMistake(Object.values(value), (item) => mistakeIn(item, each, place));
  return objectMistake(value, members, place);
}

function listMistake(
  value: Json,
  [item = "any"]: readonly ResponseShape[],
  place: Place,
): string | undefined {
  if (!isJsonArray(value)) return typeMistake(place.field, "an array");
  return firstMistake(value, (one) => mistakeIn(one, item, place));
}

function objectMistake(
  value: JsonObject,
  members: Readonly<Record<string, ResponseShape>>,
  { mode }: Place,
): string | undefined {
  const missing = Object.keys(members).find(
    (name) => name.endsWith("!") && !Object.hasOwn(value, name.slice(0, -1)),
  );
  if (missing !== undefined && mode === "STRICT")
    return `Required field '${missing.slice(0, -1)}' is missing`;
  return firstMistake(Object.entries(value), ([field, member]) => {
    const shape = memberOf(members, field) ?? memberOf(members, `${field}!`);
    return shape && mistakeIn(member, shape, { field, mode });
  });
}

function memberOf(members: Readonly<Record<string, ResponseShape>>, name: string): ResponseShape | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function scalarMistake(value: Json, shape: string, field: string): string | undefined {
  if (shape === "any") return undefined;
  if (shape.startsWith("@")) {
    const named = namedShapes[shape.slice(1)];
    return named && mistakeIn(value, named, { field, mode: "PRESENT" });
  }
  if (shape === "boolean") return typeof value === "boolean" ? undefined : typeMistake(field, "a boolean");
  if (shape === "number" || shape.includes("..")) return numberMistake(value, shape, field);
  if (typeof value !== "string") return typeMistake(field, "a string");
  if (shape === "string" || shape.split("|").includes(value)) return undefined;
  return `Field '${field}' is not an expected value`;
}

function numberMistake(value: Json, shape: string, field: string): string | undefined {
  if (typeof value !== "number") return typeMistake(field, "a number");
  const [least, most] = shape.split("..");
  if (least !== undefined && value < Number(least)) return `Field '${field}' is less than the minimum value`;
  if (most !== undefined && value > Number(most)) return `Field '${field}' is greater than the maximum value`;
  return undefined;
}

function typeMistake(field: string, type: string): string {
  return `Field '${field}' must be ${type}`;
}

function firstMistake<T>(items: readonly T[], check: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const mistake = check(item);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}
