import {
  type Command,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  parseJson,
  type RunOrder,
  runId,
  runSignals,
} from "@landbridge/model";
import { toOutcome } from "../runs/outcome-file.ts";
import {
  type AttemptName,
  type DeliverTarget,
  linkLimits,
  type ReadRequest,
  type ServerFrame,
  type StopTarget,
} from "./frames.ts";
import { isCount, isText, type Numbered, wordOf } from "./parse.ts";

// What the server sent. It is trusted with what runs on this host, and still not to be of our version.

export function parseServerFrame(text: string): Numbered<ServerFrame> | undefined {
  const body = parseJson(text);
  if (!isJsonObject(body) || !isCount(body["seq"])) return undefined;
  const frame = toServerFrame(body);
  return frame && { seq: body["seq"], frame };
}

function toServerFrame(body: JsonObject): ServerFrame | undefined {
  const { id } = body;
  const kind = wordOf(body["kind"]);
  switch (kind) {
    case "welcome":
      return toWelcome(body);
    case "heard": {
      const { asked } = body;
      return typeof asked === "number" ? { kind, asked } : undefined;
    }
    case "start": {
      const order = toOrder(body["order"]);
      return order && { kind, order };
    }
    case "stop": {
      const target = toTarget(body["target"]);
      return target && { kind, target };
    }
    case "deliver": {
      const target = toDelivery(body["target"]);
      return target && { kind, target };
    }
    case "reconcile": {
      const attempts = toAttempts(body["attempts"]);
      return attempts && { kind, attempts };
    }
    case "signal": {
      const { target: value } = body;
      const target = toTarget(value);
      const wanted = isJsonObject(value) ? value["signal"] : undefined;
      const signal = runSignals.find((name) => name === wanted);
      return target && signal && isCount(id) ? { kind, id, target: { ...target, signal } } : undefined;
    }
    case "taken":
    case "unwatch":
      return isCount(id) ? { kind, id } : undefined;
    case "not-taken": {
      const { message } = body;
      return isCount(id) && isText(message, 10_000) ? { kind, id, message } : undefined;
    }
    case "read": {
      const request = toRead(body["request"]);
      return request && isCount(id) ? { kind, id, request } : undefined;
    }
    case "watch": {
      const attempt = toAttempt(body["attempt"]);
      return attempt && isCount(id) ? { kind, id, attempt } : undefined;
    }
    case "new-key": {
      const { key } = body;
      return isText(key, 256) ? { kind, key } : undefined;
    }
    default:
      return undefined;
  }
}

function toWelcome(body: JsonObject): ServerFrame | undefined {
  const { version, heartbeatMs, silenceMs, key } = body;
  if (!isCount(version) || !isCount(heartbeatMs) || !isCount(silenceMs)) return undefined;
  if (heartbeatMs === 0 || silenceMs === 0 || !(key === undefined || isText(key, 256))) return undefined;
  return { kind: "welcome", version, heartbeatMs, silenceMs, ...(key === undefined ? {} : { key }) };
}

function toAttempt(value: Json | undefined): AttemptName | undefined {
  if (!isJsonObject(value)) return undefined;
  const { run, attempt } = value;
  return isText(run, 200) && isCount(attempt) ? { run: runId(run), attempt } : undefined;
}

function toAttempts(value: Json | undefined): readonly AttemptName[] | undefined {
  if (!isJsonArray(value) || value.length > linkLimits.attemptsMax) return undefined;
  const attempts = value.flatMap((one) => toAttempt(one) ?? []);
  return attempts.length === value.length ? attempts : undefined;
}

function toTarget(value: Json | undefined): StopTarget | undefined {
  const name = toAttempt(value);
  const epoch = isJsonObject(value) ? value["epoch"] : undefined;
  return name && isCount(epoch) ? { ...name, epoch } : undefined;
}

function toDelivery(value: Json | undefined): DeliverTarget | undefined {
  const target = toTarget(value);
  const outcome = isJsonObject(value) ? toOutcome(value["outcome"]) : undefined;
  return target && outcome && { ...target, outcome };
}

function toRead(value: Json | undefined): ReadRequest | undefined {
  const name = toAttempt(value);
  if (name === undefined || !isJsonObject(value)) return undefined;
  const { stream, offset, bytesMax, withTimes } = value;
  if ((stream !== "stdout" && stream !== "stderr") || !isCount(offset) || !isCount(bytesMax))
    return undefined;
  return { ...name, stream, offset, bytesMax, ...(withTimes === true ? { withTimes } : {}) };
}

function toOrder(value: Json | undefined): RunOrder | undefined {
  const target = toTarget(value);
  if (target === undefined || !isJsonObject(value)) return undefined;
  const { job, workingDirectory, input, timeoutSeconds, killGraceSeconds, outputBytesMax } = value;
  const command = toCommand(value["command"]);
  const environment = toEnvironment(value["environment"]);
  const isWhole = command !== undefined && environment !== undefined && input !== undefined;
  if (!isWhole || !isText(job, 256) || typeof killGraceSeconds !== "number" || !isCount(outputBytesMax))
    return undefined;
  const { killAfterSeconds, secrets, files, aws, callback } = value;
  // Every member there is: one that was forgotten here would be lost on its way, and the compiler tells.
  const members: WholeOrder = {
    ...target,
    job,
    command,
    environment,
    input,
    killGraceSeconds,
    outputBytesMax,
    workingDirectory: isText(workingDirectory, 8_192) ? workingDirectory : undefined,
    timeoutSeconds: typeof timeoutSeconds === "number" ? timeoutSeconds : undefined,
    killAfterSeconds: typeof killAfterSeconds === "number" ? killAfterSeconds : undefined,
    secrets: isJsonArray(secrets) ? secrets.filter((name) => typeof name === "string") : undefined,
    files: isJsonArray(files) ? files.filter((name) => typeof name === "string") : undefined,
    aws: toAws(aws),
    callback: toCallback(callback),
  };
  return withoutAbsent(members);
}

type WholeOrder = { readonly [Member in keyof Required<RunOrder>]: RunOrder[Member] | undefined };

function withoutAbsent(members: WholeOrder): RunOrder {
  const present = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as unknown as RunOrder;
}

function toAws(value: Json | undefined): RunOrder["aws"] | undefined {
  if (!isJsonObject(value)) return undefined;
  const environment = toEnvironment(value["environment"]);
  const paths = toEnvironment(value["paths"]);
  const { token } = value;
  return environment && isText(token, 65_536) ? { environment, ...(paths && { paths }), token } : undefined;
}

function toCallback(value: Json | undefined): RunOrder["callback"] | undefined {
  if (!isJsonObject(value)) return undefined;
  const { path, origin } = value;
  if (!isText(path, 4_096)) return undefined;
  return { path, ...(isText(origin, 4_096) && { origin }) };
}

function toCommand(value: Json | undefined): Command | undefined {
  if (!isJsonObject(value)) return undefined;
  const { kind, line, argv } = value;
  if (kind === "shell") return typeof line === "string" ? { kind, line } : undefined;
  if (kind !== "arguments" || !isJsonArray(argv)) return undefined;
  const [program, ...rest] = argv.filter((word) => typeof word === "string");
  return program === undefined || rest.length + 1 !== argv.length
    ? undefined
    : { kind, argv: [program, ...rest] };
}

function toEnvironment(value: Json | undefined): Readonly<Record<string, string>> | undefined {
  if (!isJsonObject(value)) return undefined;
  const entries = Object.entries(value).flatMap(([name, text]) =>
    typeof text === "string" ? [[name, text] as const] : [],
  );
  return entries.length === Object.keys(value).length ? Object.fromEntries(entries) : undefined;
}
