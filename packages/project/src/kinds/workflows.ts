import { parseMachine } from "@landbridge/asl";
import type { StateMachineDefinition } from "@landbridge/model";
import { projectLimits } from "../limits.ts";
import { checkShape } from "../schemas/check-shape.ts";
import { type WorkflowFile, workflowFileSchema } from "../schemas/workflow.ts";
import type { SourceDocument } from "../source/document.ts";
import { parseJsonSource } from "../source/parse-json.ts";
import { checkName, type Defined, type Reading, readYaml, yamlStem } from "./reading.ts";

export interface DefinedWorkflow extends Defined<StateMachineDefinition> {
  /** For the mistakes that only show once every name is known. */
  readonly document: SourceDocument | undefined;
  /** JSON text. */
  readonly text: string | undefined;
}

export async function readWorkflows(reading: Reading): Promise<readonly DefinedWorkflow[]> {
  const entries = (await reading.folder.list("workflows")) ?? [];
  const files = entries.map(({ name }) => name);
  const settings = new Map<string, string>();
  const all: DefinedWorkflow[] = [];
  for (const file of files) {
    const stem = yamlStem(file);
    if (stem !== undefined && !stem.endsWith(".asl")) settings.set(stem, file);
  }
  for (const file of files) {
    const name = /^(.+)\.asl\.(?:json|ya?ml)$/.exec(file)?.[1];
    if (name !== undefined) all.push(await readWorkflow(reading, name, file, settings.get(name)));
    else if (file.endsWith(".json")) warnUnread(reading, file);
  }
  const names = new Set(all.map(({ name }) => name));
  for (const [name, file] of settings) if (!names.has(name)) reportAlone(reading, name, file);
  return all;
}

async function readWorkflow(
  reading: Reading,
  name: string,
  fileName: string,
  settings: string | undefined,
): Promise<DefinedWorkflow> {
  const file = `workflows/${fileName}`;
  checkName(reading.issues, "workflow", name, file);
  const shape = settings === undefined ? {} : await readSettingsFile(reading, `workflows/${settings}`);
  const source = await readDefinition(reading, file);
  const base = { name, file, document: source?.document, text: source?.text };
  if (source === undefined) return { ...base, definition: undefined };
  const type = shape?.type ?? "STANDARD";
  const isSound = checkMachine(reading, source, type);
  if (shape === undefined || !isSound) return { ...base, definition: undefined };
  const roleArn = shape.roleArn ?? reading.settings.roleArn;
  const { limits } = reading.settings;
  const definition = { name, type, definition: source.text, roleArn, ...(limits && { limits }) };
  return { ...base, definition };
}

async function readSettingsFile(reading: Reading, file: string): Promise<WorkflowFile | undefined> {
  const document = await readYaml(reading, file);
  if (document?.value === null) return {};
  return document === undefined ? undefined : checkShape(document, workflowFileSchema, reading.issues);
}

interface DefinitionSource {
  readonly text: string;
  readonly document: SourceDocument;
}

async function readDefinition(reading: Reading, file: string): Promise<DefinitionSource | undefined> {
  if (!file.endsWith(".json")) {
    const document = await readYaml(reading, file);
    return document && { document, text: JSON.stringify(document.value, null, 2) };
  }
  const isGround = reading.settings.limits === "ground";
  const bytesMax = isGround ? projectLimits.groundDefinitionBytesMax : projectLimits.definitionBytesMax;
  const text = await reading.folder.readText(file, bytesMax);
  if (text === undefined) return undefined;
  const document = parseJsonSource(file, text, reading.issues);
  return document && { document, text };
}

function checkMachine(
  reading: Reading,
  { text, document }: DefinitionSource,
  type: "STANDARD" | "EXPRESS",
): boolean {
  const parsed = parseMachine(text, { type, limits: reading.settings.limits });
  for (const issue of parsed.issues)
    reading.issues.add({ ...issue, file: document.file, place: document.locate(issue.path) });
  return parsed.machine !== undefined;
}

function warnUnread({ issues }: Reading, name: string): void {
  const hint = `rename it to ${name.replace(/\.json$/, ".asl.json")}`;
  const message = "this file is not read: workflows are .asl.json or .asl.yaml files";
  issues.add({ file: `workflows/${name}`, code: "UNREAD_FILE", message, hint, severity: "warning" });
}

function reportAlone({ issues }: Reading, name: string, file: string): void {
  const message = `settings of a workflow "${name}", which is not there`;
  const hint = `a definition's name is ${name}.asl.yaml or ${name}.asl.json`;
  issues.add({ file: `workflows/${file}`, code: "UNKNOWN_STATE_MACHINE", message, hint });
}
