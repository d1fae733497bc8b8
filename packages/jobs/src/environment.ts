import type { EnvironmentValue, JobDefinition, Json } from "@landbridge/model";
import { lookUp, parseInputPath } from "./input-path.ts";

export type ResolvedEnvironment =
  | {
      readonly kind: "resolved";
      readonly environment: Readonly<Record<string, string>>;
      /** Variables whose text refers to secrets, which are looked up on the way to the host. */
      readonly secrets: readonly string[];
      /** Variables whose text the process is given as a file. */
      readonly files: readonly string[];
    }
  /** Names variables and paths, never values: the job's data may be sensitive. */
  | { readonly kind: "unresolved"; readonly reason: string };

/** Linux: one string of the environment is at most 32 pages (MAX_ARG_STRLEN), the final NUL included. */
const VARIABLE_BYTES_MAX = 131_071;
/** Linux gives all arguments and variables together a quarter of the stack limit, 2 MiB as a rule. */
const ENVIRONMENT_BYTES_MAX = 1_048_576;
/** What is given as files is kept with the run until it is over, and sent in one message with its input. */
const FILES_BYTES_MAX = 4_194_304;

/** What a process finds in its environment, fixed at the launch so that a retry sees the same. */
export function resolveEnvironment(definition: JobDefinition, input: Json): ResolvedEnvironment {
  const environment: Record<string, string> = {};
  const secrets: string[] = [];
  const files: string[] = [];
  let bytes = 0;
  let fileBytes = 0;
  for (const [name, value] of Object.entries(definition.environment)) {
    const found = resolveValue(value, definition, input);
    if (found.kind === "missing") return unresolved(name, found.reason);
    const variableBytes = Buffer.byteLength(name) + 1 + Buffer.byteLength(found.text);
    if (found.text.includes("\0")) return unresolved(name, "its value contains a NUL character");
    if (isFile(value)) {
      files.push(name);
      fileBytes += variableBytes;
    } else if (variableBytes > VARIABLE_BYTES_MAX)
      return unresolved(
        name,
        `it is ${variableBytes} bytes long; at most ${VARIABLE_BYTES_MAX} can be passed: say "as: file"`,
      );
    else bytes += variableBytes;
    environment[name] = found.text;
    // Only what the definition says is a reference: who launches must not be able to read secrets by naming them.
    if (!isFromInput(value) && found.text.includes("${secret:")) secrets.push(name);
  }
  if (bytes > ENVIRONMENT_BYTES_MAX)
    return { kind: "unresolved", reason: `the environment is ${bytes} bytes, over ${ENVIRONMENT_BYTES_MAX}` };
  if (fileBytes > FILES_BYTES_MAX)
    return { kind: "unresolved", reason: `the files are ${fileBytes} bytes, over ${FILES_BYTES_MAX}` };
  return { kind: "resolved", environment, secrets, files };
}

function isFile(value: EnvironmentValue): boolean {
  return typeof value === "object" && value.as === "file";
}

function isFromInput(value: EnvironmentValue): boolean {
  return typeof value === "object" && "input" in value;
}

type Found =
  | { readonly kind: "found"; readonly text: string }
  | { readonly kind: "missing"; readonly reason: string };

function resolveValue(value: EnvironmentValue, definition: JobDefinition, input: Json): Found {
  if (typeof value === "string") return { kind: "found", text: value };
  if ("text" in value) return { kind: "found", text: value.text };
  if ("parameter" in value) return resolveParameter(value.parameter, definition);
  const path = parseInputPath(value.input);
  if (path === undefined)
    return { kind: "missing", reason: `"${value.input}" is no path such as $.name.list[0]` };
  const found = lookUp(input, path);
  if (found === undefined)
    return { kind: "missing", reason: `the launch's input has nothing at ${value.input}` };
  return { kind: "found", text: typeof found === "string" ? found : JSON.stringify(found) };
}

function resolveParameter(name: string, definition: JobDefinition): Found {
  const text = Object.hasOwn(definition.parameters, name) ? definition.parameters[name] : undefined;
  if (text === undefined) return { kind: "missing", reason: `the project's parameters have no "${name}"` };
  return { kind: "found", text };
}

function unresolved(name: string, reason: string): ResolvedEnvironment {
  return { kind: "unresolved", reason: `environment variable ${name}: ${reason}` };
}
