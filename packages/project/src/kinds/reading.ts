import type { z } from "zod";
import type { Parameters } from "../check/environment.ts";
import type { ProjectFolder } from "../files/folder.ts";
import type { IssueLog } from "../issue.ts";
import { projectLimits } from "../limits.ts";
import { checkShape } from "../schemas/check-shape.ts";
import { type NamedKind, whyBadName } from "../schemas/names.ts";
import type { SourceDocument } from "../source/document.ts";
import { parseYaml } from "../source/parse-yaml.ts";

/** What every kind's reader needs. */
export interface Reading {
  readonly folder: ProjectFolder;
  readonly issues: IssueLog;
  readonly settings: Settings;
}

/** From landbridge.yaml, with defaults filled in. */
export interface Settings {
  readonly name: string;
  /** Undefined: landbridge.yaml has mistakes, so nobody can say which there are. */
  readonly parameters: Parameters | undefined;
  readonly timezone: string;
  readonly roleArn: string;
  /** Absent: AWS's own. */
  readonly limits?: "ground";
}

/** One thing that a file defines. */
export interface Defined<Definition> {
  /** Taken, though what it names may have mistakes: so that who refers to it is not blamed. */
  readonly name: string;
  readonly file: string;
  /** Undefined: there are mistakes, and they are reported. */
  readonly definition: Definition | undefined;
}

export async function readYaml(reading: Reading, file: string): Promise<SourceDocument | undefined> {
  const isGround = reading.settings.limits === "ground";
  const bytesMax = isGround ? projectLimits.groundYamlBytesMax : projectLimits.yamlBytesMax;
  const text = await reading.folder.readText(file, bytesMax);
  return text === undefined ? undefined : parseYaml(file, text, reading.issues);
}

/** A folder of YAML files, each of which defines one thing. */
export async function readDefinitionFiles<Schema extends z.ZodType, Definition>(
  reading: Reading,
  kind: NamedKind,
  path: string,
  schema: Schema,
  toDefinition: (
    name: string,
    shape: z.output<Schema>,
    document: SourceDocument,
  ) => Definition | undefined | Promise<Definition | undefined>,
): Promise<readonly Defined<Definition>[]> {
  const all: Defined<Definition>[] = [];
  for (const entry of (await reading.folder.list(path)) ?? []) {
    const file = `${path}/${entry.name}`;
    const stem = yamlStem(entry.name);
    if (stem === undefined) {
      if (entry.kind === "file") warnUnread(reading, file, entry.name);
      continue;
    }
    const document = await readYaml(reading, file);
    const name = nameIn(document) ?? stem;
    checkName(reading.issues, kind, name, file);
    const shape = document === undefined ? undefined : checkShape(document, schema, reading.issues);
    const isWhole = shape !== undefined && document !== undefined;
    all.push({ name, file, definition: isWhole ? await toDefinition(name, shape, document) : undefined });
  }
  return all;
}

export function checkName(issues: IssueLog, kind: NamedKind, name: string, file: string): void {
  const why = whyBadName(kind, name);
  if (why === undefined) return;
  issues.add({
    file,
    code: "INVALID_NAME",
    message: why,
    hint: "rename the file, or give it a name: of its own",
  });
}

/** Reports each name that two files define. */
export function checkUnique<T>(issues: IssueLog, kind: string, all: readonly Defined<T>[]): void {
  const files = new Map<string, string>();
  for (const { name, file } of all) {
    const first = files.get(name);
    if (first === undefined) files.set(name, file);
    else {
      const message = `a ${kind} "${name}" is defined in ${first} already`;
      issues.add({ file, code: "DUPLICATE_NAME", message, hint: "rename one of the two" });
    }
  }
}

/** Without .yaml or .yml; undefined for another name. */
export function yamlStem(name: string): string | undefined {
  return /^(.+)\.ya?ml$/.exec(name)?.[1];
}

/** Of a document whose shape may be wrong otherwise. */
function nameIn(document: SourceDocument | undefined): string | undefined {
  const value = document?.value;
  if (typeof value !== "object" || value === null || !("name" in value)) return undefined;
  return typeof value.name === "string" && value.name !== "" ? value.name : undefined;
}

const likeYaml: ReadonlySet<string> = new Set(["json", "jsonc", "toml", "yam", "yl"]);

/** Only what looks as if somebody thought that it was read. */
function warnUnread(reading: Reading, file: string, name: string): void {
  const extension = /\.([A-Za-z]+)$/.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined || !likeYaml.has(extension)) return;
  const hint = `rename it to ${name.slice(0, -extension.length)}yaml`;
  const message = "this file is not read: definitions here are .yaml files";
  reading.issues.add({ file, code: "UNREAD_FILE", message, hint, severity: "warning" });
}
