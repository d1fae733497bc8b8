import type { Shape, StructureShape } from "../shape.ts";

/** A structure with its members' own types. */
export function structure<
  const M extends Readonly<Record<string, Shape>>,
  const R extends readonly (keyof M & string)[],
>(
  shapeName: string,
  members: M,
  required: R,
): StructureShape & { readonly members: M; readonly required: R } {
  return { kind: "structure", name: shapeName, members, required };
}

/** One whose members have the same names on the wire. */
export function smallStructure<
  const M extends Readonly<Record<string, Shape>>,
  const R extends readonly (keyof M & string)[],
>(
  shapeName: string,
  members: M,
  required: R,
): StructureShape & { readonly members: M; readonly required: R } {
  return { ...structure(shapeName, members, required), isSmallOnWire: true };
}
