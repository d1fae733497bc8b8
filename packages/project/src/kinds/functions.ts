import { builtInFunctions } from "@landbridge/asl";
import type { FunctionDefinition } from "@landbridge/model";
import { checkEnvironment, functionNames, type Parameters } from "../check/environment.ts";
import type { FolderEntry } from "../files/folder.ts";
import { checkShape } from "../schemas/check-shape.ts";
import { type FunctionFile, functionFileSchema } from "../schemas/function.ts";
import type { SourceDocument } from "../source/document.ts";
import { checkName, type Defined, type Reading, readYaml } from "./reading.ts";

/**
 * Lambda's own defaults, but for the concurrency, which is a host's, and the time limit: Lambda's 3 s would end a function
 * before most states' TimeoutSeconds could. A definition has it written out, so it goes to AWS as it is here.
 */
const DEFAULTS = { handler: "index.handler", memory: 128, timeout: 30, concurrency: 10 } as const;
/** Source: AWS Lambda Developer Guide, "Define Lambda function handler in Python". */
const PYTHON_HANDLER = "lambda_function.lambda_handler";
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
  const shape = settings === undefined ? {} : await readShape(reading, `${path}/${settings.name}`);
  // What its code would be is for settings that can be read to say.
  if (shape === undefined) return { name, file: path, definition: undefined };
  const code = await findCode(reading, path, entries, { shape, hasSettings: settings !== undefined });
  if (code === undefined && settings === undefined) return undefined;
  checkFunctionName(reading, name, path);
  const entry = code === undefined ? undefined : await resolveCode(reading, path, code);
  const isWhole = checkHandler(reading, path, shape) && entry !== undefined;
  return { name, file: path, definition: isWhole ? toFunction(reading, name, entry, shape) : undefined };
}

/** A file in the function's folder, or the folder itself. */
type Code = { readonly kind: "file"; readonly name: string } | { readonly kind: "folder" };

async function findCode(
  reading: Reading,
  path: string,
  entries: readonly FolderEntry[],
  { shape, hasSettings }: { readonly shape: FunctionFile; readonly hasSettings: boolean },
): Promise<Code | undefined> {
  const { runtime = "nodejs", package: packed } = shape;
  if (packed !== undefined) return findPackage(reading, path, entries, packed);
  if (runtime === "nodejs") {
    const named = await findNamedEntry(reading, path, shape.handler);
    const index = named ?? findEntry(reading, path, entries, hasSettings);
    return index === undefined ? undefined : { kind: "file", name: index };
  }
  if (runtime === "provided" && !entries.some(({ name }) => name === "bootstrap")) {
    const message = "there is no program bootstrap, which the runtime `provided` runs";
    reading.issues.add({
      file: path,
      code: "MISSING_ENTRY",
      message,
      hint: "add it, and make it executable",
    });
    return undefined;
  }
  return { kind: "folder" };
}

/** The module that the handler names, as Lambda looks for it: `src/app.handler` is in src/app.js. */
async function findNamedEntry(
  reading: Reading,
  path: string,
  handler: string | undefined,
): Promise<string | undefined> {
  const [, folder = "", module] = /^(.*\/)?([^./]+)\./.exec(handler ?? "") ?? [];
  if (module === undefined || module === "index") return undefined;
  const entries = (await reading.folder.list(`${path}/${folder}`.replace(/\/$/, ""))) ?? [];
  const names = ["ts", "mjs", "js", "cjs"].map((ending) => `${module}.${ending}`);
  const found = names.find((name) => entries.some((entry) => entry.kind === "file" && entry.name === name));
  return found && `${folder}${found}`;
}

function findPackage(
  { issues }: Reading,
  path: string,
  entries: readonly FolderEntry[],
  name: string,
): Code | undefined {
  if (entries.some((entry) => entry.kind === "file" && entry.name === name)) return { kind: "file", name };
  const message = `there is no package ${name} in the folder`;
  issues.add({
    file: path,
    code: "MISSING_ENTRY",
    message,
    hint: "build it, or correct package: in function.yaml",
  });
  return undefined;
}

async function resolveCode(reading: Reading, path: string, code: Code): Promise<string | undefined> {
  return reading.folder.resolveFile(code.kind === "folder" ? path : `${path}/${code.name}`);
}

/** Java has no name that a class would have by itself. */
function checkHandler({ issues }: Reading, path: string, { runtime, handler }: FunctionFile): boolean {
  if (runtime !== "java" || handler !== undefined) return true;
  const hint = "name it, as in handler: shop.Orders::total";
  issues.add({ file: path, code: "MISSING_HANDLER", message: "a java function needs a handler", hint });
  return false;
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
  const { runtime } = shape;
  return {
    name,
    ...(runtime !== undefined && { runtime }),
    entry,
    handler: shape.handler ?? (runtime === "python" ? PYTHON_HANDLER : DEFAULTS.handler),
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
