import type { Shape, StructureShape } from "@landbridge/api";
import { isJsonObject, type Json, type JsonObject } from "@landbridge/model";

// On the wire most members begin with a capital; in AWS's messages and in our rows' terms they do not.

/** What of the value the shape knows, by the names that messages use. */
export function fromWire(value: JsonObject, shape: StructureShape): JsonObject {
  return Object.fromEntries(
    Object.entries(shape.members).flatMap(([name, member]) => {
      const wire = wireName(name, shape);
      const given = Object.hasOwn(value, wire) ? value[wire] : undefined;
      return given === undefined || given === null ? [] : [[name, inside(given, member, fromWire)]];
    }),
  );
}

export function toWire(value: JsonObject, shape: StructureShape): JsonObject {
  return Object.fromEntries(
    Object.entries(shape.members).flatMap(([name, member]) => {
      const given = value[name];
      return given === undefined ? [] : [[wireName(name, shape), inside(given, member, toWire)]];
    }),
  );
}

export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function wireName(name: string, { isSmallOnWire }: StructureShape): string {
  return isSmallOnWire === true ? name : capitalized(name);
}

function inside(value: Json, shape: Shape, rename: typeof fromWire): Json {
  if (shape.kind === "structure" && isJsonObject(value)) return rename(value, shape);
  if (shape.kind === "list" && Array.isArray(value))
    return value.map((one) => inside(one, shape.member, rename));
  return value;
}
