import {
  checkShape,
  type SchedulerOperation,
  type Shape,
  type ShapeValue,
  type StructureShape,
  schedulerInputs,
} from "@landbridge/api";
import { isJsonObject, type Json, type JsonObject, parseJson } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";

export type SchedulerInput<O extends SchedulerOperation> = ShapeValue<(typeof schedulerInputs)[O]>;

/**
 * The request of an operation, checked. On the wire members begin with a capital, in AWS's messages and here they do
 * not. Throws ValidationException.
 * @param members of the path and the query, by their names on the wire
 */
export function readInput<O extends SchedulerOperation>(
  operation: O,
  body: Uint8Array,
  members: Readonly<Record<string, Json>>,
): SchedulerInput<O> {
  const shape = schedulerInputs[operation];
  const given = { ...parsed(body), ...members };
  const input = renamed(given, shape);
  const mistake = checkShape(input, shape);
  if (mistake !== undefined) throw new AwsError("ValidationException", mistake.message);
  // The check has just shown it.
  return input as SchedulerInput<O>;
}

function parsed(body: Uint8Array): JsonObject {
  if (body.length === 0) return {};
  const value = parseJson(Buffer.from(body.buffer, body.byteOffset, body.length).toString("utf8"));
  if (value !== undefined && isJsonObject(value)) return value;
  throw new AwsError("ValidationException", "The request body is not a JSON object.");
}

function renamed(value: JsonObject, shape: StructureShape): JsonObject {
  const members = Object.entries(shape.members);
  // Parameters of AWS's own services are kept as they are.
  if (members.length === 0) return value;
  return Object.fromEntries(
    members.flatMap(([name, member]) => {
      const wire = capitalized(name);
      const given = Object.hasOwn(value, wire) ? value[wire] : undefined;
      return given === undefined || given === null ? [] : [[name, inner(given, member)]];
    }),
  );
}

function inner(value: Json, shape: Shape): Json {
  if (shape.kind === "structure" && isJsonObject(value)) return renamed(value, shape);
  if (shape.kind === "list" && Array.isArray(value)) return value.map((one) => inner(one, shape.member));
  return value;
}

export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
