import { z } from "zod";
import type { IssueLog } from "../issue.ts";
import { pointerTo, type SourceDocument } from "../source/document.ts";
import { nearest } from "../suggest.ts";

/** The document in its schema's shape; undefined after reporting all that differs. */
export function checkShape<Schema extends z.ZodType>(
  document: SourceDocument,
  schema: Schema,
  issues: IssueLog,
): z.output<Schema> | undefined {
  const parsed = schema.safeParse(document.value, { reportInput: true });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) report(document, schema, issue, issues);
  return undefined;
}

type ZodIssue = z.core.$ZodIssue;

function report(document: SourceDocument, schema: z.ZodType, issue: ZodIssue, issues: IssueLog): void {
  if (issue.code === "unrecognized_keys") return reportUnknownKeys(document, schema, issue, issues);
  const inner = issue.code === "invalid_union" ? innerIssues(issue) : undefined;
  if (inner !== undefined) return inner.forEach((within) => report(document, schema, within, issues));
  const path = pointerTo(issue.path);
  const told = describe(issue);
  issues.add({ file: document.file, path, place: document.locate(path), ...told });
}

/** Where only one form comes into question, what is wrong inside it says more than that no form fits. */
function innerIssues(issue: Extract<ZodIssue, { code: "invalid_union" }>): readonly ZodIssue[] | undefined {
  const near = issue.errors.filter((branch) => branch.every(({ path }) => path.length > 0));
  const [only] = near;
  if (only === undefined || near.length > 1) return undefined;
  return only.map((within) => ({ ...within, path: [...issue.path, ...within.path] }));
}

function reportUnknownKeys(
  document: SourceDocument,
  schema: z.ZodType,
  issue: Extract<ZodIssue, { code: "unrecognized_keys" }>,
  issues: IssueLog,
): void {
  const known = knownKeys(schema, issue.path);
  for (const key of issue.keys) {
    const path = pointerTo([...issue.path, key]);
    const meant = nearest(key, known);
    const hint = meant === undefined ? `known keys are ${known.join(", ")}` : `did you mean "${meant}"?`;
    const message = `unknown key "${key}"`;
    issues.add({
      file: document.file,
      path,
      place: document.locate(path),
      code: "UNKNOWN_KEY",
      message,
      hint,
    });
  }
}

function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let at: unknown = schema;
  for (const token of path) {
    const inner = unwrap(at);
    if (!(inner instanceof z.ZodObject)) return [];
    at = inner.shape[String(token)];
  }
  const object = unwrap(at);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap()) : schema;
}

interface Told {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

function describe(issue: ZodIssue): Told {
  const name = String(issue.path.at(-1) ?? "the file");
  if (issue.input === undefined && issue.code !== "custom" && issue.path.length > 0)
    return { code: "MISSING_KEY", message: `the key "${name}" is missing` };
  switch (issue.code) {
    case "invalid_type":
      return {
        code: "INVALID_TYPE",
        message: `expected ${typeWords[issue.expected] ?? issue.expected}${foundType(issue.input)}`,
      };
    case "invalid_value":
      return oneOf(issue.values.map(String), issue.input);
    case "too_small":
      return { code: "INVALID_VALUE", message: `must be at least ${issue.minimum}${unitOf(issue.origin)}` };
    case "too_big":
      return { code: "INVALID_VALUE", message: `must be at most ${issue.maximum}${unitOf(issue.origin)}` };
    case "invalid_union":
      return { code: "INVALID_VALUE", message: `${issue.message}${foundType(issue.input)}` };
    case "invalid_key":
      return { code: "INVALID_NAME", message: issue.issues[0]?.message ?? issue.message };
    case "invalid_format":
    case "not_multiple_of":
    case "unrecognized_keys":
    case "invalid_element":
    case "custom":
      return { code: "INVALID_VALUE", message: issue.message };
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "keys with values",
  record: "names with values",
  array: "a list",
};

function oneOf(values: readonly string[], found: unknown): Told {
  const text = typeof found === "string" ? found : undefined;
  const meant = text === undefined ? undefined : nearest(text, values);
  return {
    code: "INVALID_VALUE",
    message: `expected ${values.join(", ")}${text === undefined ? foundType(found) : `; found "${text}"`}`,
    ...(meant === undefined ? {} : { hint: `did you mean "${meant}"?` }),
  };
}

function foundType(value: unknown): string {
  if (value === null || value === undefined) return "; found nothing";
  if (Array.isArray(value)) return "; found a list";
  if (typeof value === "object") return "; found keys with values";
  if (typeof value === "string") return `; found the text "${value}"`;
  return typeof value === "number" || typeof value === "boolean" ? `; found ${value}` : "";
}

function unitOf(origin: string): string {
  if (origin === "string") return " characters long";
  return origin === "array" ? " items long" : "";
}
