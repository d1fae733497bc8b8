import {
  type Command,
  type EnvironmentValue,
  isJsonObject,
  type Json,
  type JsonObject,
} from "@landbridge/model";
import type { IssueLog } from "../issue.ts";
import type { JobFile } from "../schemas/job.ts";
import type { SourceDocument } from "../source/document.ts";
import { parseYaml } from "../source/parse-yaml.ts";
import { confined } from "./job-process.ts";
import type { Reading } from "./reading.ts";

/** What a job's process is started with. */
export interface JobCommand {
  readonly command: Command;
  /** Besides the job's own; the launcher on the host reads it. */
  readonly environment: Readonly<Record<string, EnvironmentValue>>;
}

/** Linux: one string of the environment has at most 32 pages. */
const SCRIPT_BYTES_MAX = 131_000;

/**
 * Each kind is a command in the end: a launcher that the agent has on its jobs' PATH. What it is to do goes in its
 * environment, not among its arguments, which everybody on the host can read.
 */
export async function toJobCommand(
  reading: Reading,
  document: SourceDocument,
  shape: JobFile,
): Promise<JobCommand | undefined> {
  const made = await ofKind(reading, document, shape);
  return made === undefined ? undefined : confined(made, shape.process);
}

async function ofKind(
  reading: Reading,
  document: SourceDocument,
  shape: JobFile,
): Promise<JobCommand | undefined> {
  const { http, sql, container, kubernetes } = shape;
  if (http !== undefined) return httpCommand(http);
  if (sql !== undefined) return sqlCommand(reading, document, sql);
  if (container !== undefined) return containerCommand(container, shape);
  if (kubernetes !== undefined) return kubernetesCommand(reading, document, kubernetes);
  const command = plainCommand(shape, document, reading.issues);
  return command && { command, environment: {} };
}

function plainCommand(
  { command = "" }: JobFile,
  document: SourceDocument,
  issues: IssueLog,
): Command | undefined {
  const words = typeof command === "string" ? [command] : command;
  const bad = words.some((word) => word.includes("\0")) || words[0]?.trim() === "";
  if (bad) {
    const at = { file: document.file, path: "/command", place: document.locate("/command") };
    const message = "the command is empty or holds a NUL character";
    return issues.add({ ...at, code: "INVALID_VALUE", message, hint: "name the program first" });
  }
  if (typeof command === "string") return { kind: "shell", line: command };
  const [program, ...rest] = command;
  return program === undefined ? undefined : { kind: "arguments", argv: [program, ...rest] };
}

function httpCommand(http: NonNullable<JobFile["http"]>): JobCommand {
  const { url, method = "POST", headers = {}, body, success, timeout = 30, poll, callback } = http;
  const call = {
    url,
    method,
    headers,
    ...(body !== undefined && { body }),
    ...(success !== undefined && { success }),
    timeoutSeconds: timeout,
    ...(poll !== undefined && { poll: pollOf(poll) }),
    ...(callback !== undefined && { callback: callbackOf(callback) }),
  };
  return {
    command: { kind: "arguments", argv: ["landbridge-http-call"] },
    environment: { HTTP_CALL: JSON.stringify(call) },
  };
}

const CALLBACK_SECONDS = 86_400;

function callbackOf({ within, cancel }: NonNullable<NonNullable<JobFile["http"]>["callback"]>): JsonObject {
  return {
    withinSeconds: within ?? CALLBACK_SECONDS,
    ...(cancel !== undefined && { cancel: cancelOf(cancel) }),
  };
}

type Cancel = NonNullable<NonNullable<NonNullable<JobFile["http"]>["callback"]>["cancel"]>;

function cancelOf({ method = "DELETE", url }: Cancel): JsonObject {
  return { method, ...(url !== undefined && { url }) };
}

function pollOf(poll: NonNullable<NonNullable<JobFile["http"]>["poll"]>): JsonObject {
  const { url, urlFrom, every = 5, path, done, failed = [], cancel } = poll;
  return {
    ...(url !== undefined && { url }),
    ...(urlFrom !== undefined && { urlFrom }),
    everySeconds: every,
    path,
    done: done.map(String),
    failed: failed.map(String),
    ...(cancel !== undefined && { cancel: cancelOf(cancel) }),
  };
}

async function sqlCommand(
  reading: Reading,
  document: SourceDocument,
  { client, script, statements, arguments: more = [] }: NonNullable<JobFile["sql"]>,
): Promise<JobCommand | undefined> {
  const text = script === undefined ? statements : await readFile(reading, document, "/sql/script", script);
  if (text === undefined) return undefined;
  return {
    command: { kind: "arguments", argv: ["landbridge-sql-script", client, ...more] },
    environment: { SQL_SCRIPT: text },
  };
}

function containerCommand(container: NonNullable<JobFile["container"]>, shape: JobFile): JobCommand {
  const { image, command = [], engine = "auto", volumes = [], network, user, pull, memory, cpus } = container;
  // The engine is to give up before the supervisor does.
  const graceSeconds = Math.max(1, Math.floor((shape.killGrace ?? 10) * 0.8));
  const names = Object.keys(shape.environment ?? {}).join(" ");
  const options = [
    ...volumes.flatMap((volume) => ["--volume", volume]),
    ...(network === undefined ? [] : ["--network", network]),
    ...(user === undefined ? [] : ["--user", user]),
    ...(pull === undefined ? [] : ["--pull", pull]),
    ...(memory === undefined ? [] : ["--memory", String(memory)]),
    ...(cpus === undefined ? [] : ["--cpus", String(cpus)]),
  ];
  const argv = [engine, String(graceSeconds), names, ...options, image, ...command] as const;
  return { command: { kind: "arguments", argv: ["landbridge-container", ...argv] }, environment: {} };
}

async function kubernetesCommand(
  reading: Reading,
  document: SourceDocument,
  { manifest: given, namespace, context }: NonNullable<JobFile["kubernetes"]>,
): Promise<JobCommand | undefined> {
  const manifest = typeof given === "string" ? await readManifest(reading, document, given) : given;
  if (manifest === undefined) return undefined;
  if (manifest["kind"] !== "Job") {
    const at = {
      file: document.file,
      path: "/kubernetes/manifest",
      place: document.locate("/kubernetes/manifest"),
    };
    return reading.issues.add({
      ...at,
      code: "INVALID_VALUE",
      message: "the manifest is not one of kind: Job",
    });
  }
  const options = [
    ...(context === undefined ? [] : ["--context", context]),
    ...(namespace === undefined ? [] : ["--namespace", namespace]),
  ];
  return {
    command: { kind: "arguments", argv: ["landbridge-kubernetes-job", ...options] },
    environment: { KUBERNETES_MANIFEST: JSON.stringify(withName(manifest)) },
  };
}

/** Each attempt makes a Job of its own, whose name the launcher puts in. */
function withName(manifest: JsonObject): JsonObject {
  const metadata = manifest["metadata"];
  const { name: _, generateName: __, ...kept } = isObject(metadata) ? metadata : {};
  return { ...manifest, metadata: { ...kept, name: "LANDBRIDGE-NAME" } };
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== undefined && isJsonObject(value);
}

async function readManifest(
  reading: Reading,
  document: SourceDocument,
  file: string,
): Promise<JsonObject | undefined> {
  const text = await readFile(reading, document, "/kubernetes/manifest", file);
  const value = text === undefined ? undefined : parseYaml(file, text, reading.issues)?.value;
  if (value === undefined) return undefined;
  if (isObject(value as Json)) return value as JsonObject;
  return reading.issues.add({
    file,
    code: "INVALID_VALUE",
    message: "the manifest is not one Kubernetes object",
  });
}

async function readFile(
  reading: Reading,
  document: SourceDocument,
  path: string,
  file: string,
): Promise<string | undefined> {
  if (!file.startsWith("/")) return reading.folder.readText(file, SCRIPT_BYTES_MAX);
  const at = { file: document.file, path, place: document.locate(path) };
  const hint = "put it in the project, and name it relative to the project's folder";
  return reading.issues.add({
    ...at,
    code: "OUTSIDE_PROJECT",
    message: `${file} is not in the project`,
    hint,
  });
}
