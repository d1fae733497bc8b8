import { has, reject, type Source } from "./source.ts";

// Fields that stand for each other, such as Next and End. The words are AWS's; it lists all of the fields,
// whichever were written.

/** The one that is there; `undefined` for none, "several" after reporting that. */
export function onlyOneOf<const T extends string>(
  source: Source,
  fields: readonly T[],
): T | undefined | "several" {
  const [field, ...others] = fields.filter((candidate) => has(source, candidate));
  if (others.length === 0) return field;
  reject(source, undefined, `There should only be one of the following fields: [${fields.join(", ")}]`);
  return "several";
}

/** `undefined` after reporting that there is none, or more than one. */
export function exactlyOneOf<const T extends string>(source: Source, fields: readonly T[]): T | undefined {
  const field = onlyOneOf(source, fields);
  if (field === undefined) reportNone(source, fields);
  return field === "several" ? undefined : field;
}

export function reportNone(source: Source, fields: readonly string[], hint?: string): void {
  const list = fields.join(", ");
  reject(source, undefined, `This object should have only one of the following fields: [${list}]`, hint);
}
