import { builtInFunctions } from "@landbridge/asl";
import type { FunctionDefinition } from "@landbridge/model";
import { checkEnvironment, functionNames, type Parameters } from "../check/environment.ts";
import type { FolderEntry } from "../files/folder.ts";
import { checkShape } from "../schemas/check-shape.ts";
import { type FunctionFile, functionFileSchema } from "../schemas/function.ts";
import type { SourceDocument } from "../source/document.ts";
import { checkName, type Defined, type Reading, readYaml } from "./reading.ts";

/** Lambda's own defaults, so that a function behaves alike in both homes; but for the concurrency, which is a host's. */
const DEFAULTS = { handler: "index.handler", memory: 128, timeout: 3, concurrency: 10 } as const;
const ENTRIES: readonly string[] = ["index.ts", "index.mjs", "index.js"];

export async function readFunctions(reading: Reading): Promise<readonly Defined<FunctionDefinition>[]> {
  const all: Defined<FunctionDefinition>[] = [];
  for (const entry of (await reading.folder.list("functions")) ?? []) {
    // Files beside the folders are what functions share.
    if (entry.kind !== "folder") continue;
    const found = await readFunction(reading, entry.name);
    if (found !== undefined) all.push(found);
  }
  return all;
}

async function readFunction(
  reading: Reading,
  name: string,
): Promise<Defined<FunctionDefinition> | undefined> {
  const path = `functions/${name}`;
  const entries = await reading.folder.list(path);
  if (entries === undefined) return undefined;
  const settings = entries.find((entry) => /^function\.ya?ml$/.test(entry.name));
  const index = findEntry(reading, path, entries, settings !== undefined);
  if (index === undefined && settings === undefined) return undefined;
  checkFunctionName(reading, name, path);
  const shape = settings === undefined ? {} : await readShape(reading, `${path}/${settings.name}`);
  const entry = index === undefined ? undefined : await reading.folder.resolveFile(`${path}/${index}`);
  const isWhole = shape !== undefined && entry !== undefined;
  return { name, file: path, definition: isWhole ? toFunction(reading, name, entry, shape) : undefined };
}

function findEntry(
  { issues }: Reading,
  path: string,
  entries: readonly FolderEntry[],
  hasSettings: boolean,
): string | undefined {
  const found = entries.filter(({ name, kind }) => kind === "file" && ENTRIES.includes(name));
  if (found.length > 1) {
    const message = `${found.map(({ name }) => name).join(" and ")} are both there`;
    issues.add({ file: path, code: "AMBIGUOUS_ENTRY", message, hint: "keep one of them" });
  }
  if (found.length === 0) {
    // A folder without either is most likely code that functions share.
    const severity = hasSettings ? "error" : "warning";
    const message = `there is no ${ENTRIES.join(", ")}, so this is no function`;
    issues.add({
      file: path,
      code: "MISSING_ENTRY",
      message,
      hint: "export handler from index.ts",
      severity,
    });
  }
  return found[0]?.name;
}

function checkFunctionName({ issues }: Reading, name: string, path: string): void {
  checkName(issues, "function", name, path);
  if (!builtInFunctions.includes(name)) return;
  const message = `"${name}" is a built-in function's name`;
  issues.add({ file: path, code: "RESERVED_NAME", message, hint: "rename the folder" });
}

async function readShape(reading: Reading, file: string): Promise<FunctionFile | undefined> {
  const document = await readYaml(reading, file);
  // An empty file, or one of comments alone, sets nothing.
  if (document?.value === null) return {};
  const shape = document === undefined ? undefined : checkShape(document, functionFileSchema, reading.issues);
  if (document !== undefined && shape !== undefined) checkVariables(reading, document, shape);
  return shape;
}

function checkVariables(reading: Reading, document: SourceDocument, shape: FunctionFile): void {
  const environment = shape.environment ?? {};
  const all = reading.settings.parameters;
  const parameters: Parameters =
    all ?? Object.fromEntries(parametersNamed(environment).map((name) => [name, ""]));
  checkEnvironment({ document, environment, reserved: functionNames, parameters }, reading.issues);
}

type Environment = NonNullable<FunctionFile["environment"]>;

function parametersNamed(environment: Environment): string[] {
  return Object.values(environment).flatMap((value) => (typeof value === "string" ? [] : [value.parameter]));
}

function toFunction(reading: Reading, name: string, entry: string, shape: FunctionFile): FunctionDefinition {
  return {
    name,
    entry,
    handler: shape.handler ?? DEFAULTS.handler,
    memoryMegabytes: shape.memory ?? DEFAULTS.memory,
    timeoutSeconds: shape.timeout ?? DEFAULTS.timeout,
    concurrency: shape.concurrency ?? DEFAULTS.concurrency,
    environment: resolveAll(shape.environment ?? {}, reading.settings.parameters ?? {}),
  };
}

function resolveAll(environment: Environment, parameters: Parameters): Record<string, string> {
  const entries = Object.entries(environment).map(([name, value]) => {
    const text = typeof value === "string" ? value : (parameters[value.parameter] ?? "");
    return [name, text] as const;
  });
  return Object.fromEntries(entries);
}
