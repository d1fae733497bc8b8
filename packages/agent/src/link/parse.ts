import {
  epochMs,
  type HostLabels,
  type HostShare,
  isHostWord,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  type ProcessExit,
  parseJson,
  type RunReport,
  runId,
  toRunProgress,
} from "@landbridge/model";
import { type AgentFrame, linkLimits } from "./frames.ts";

// What an agent sent, which is trusted no further than it can be checked: undefined for whatever is not of the
// protocol. Written out by hand, as an agent's process is to stay small.

export interface Numbered<Frame> {
  readonly seq: number;
  readonly frame: Frame;
}

export function parseAgentFrame(text: string): Numbered<AgentFrame> | undefined {
  const body = parseJson(text);
  if (!isJsonObject(body) || !isCount(body["seq"])) return undefined;
  const frame = toAgentFrame(body);
  return frame && { seq: body["seq"], frame };
}

function toAgentFrame(body: JsonObject): AgentFrame | undefined {
  const { id } = body;
  const kind = wordOf(body["kind"]);
  switch (kind) {
    case "hello":
      return toHello(body);
    case "ready":
    case "key-stored":
      return { kind };
    case "beat": {
      const { asked } = body;
      return typeof asked === "number" ? { kind, asked } : undefined;
    }
    case "report": {
      const report = toReport(body["report"]);
      return report && isCount(id) ? { kind, id, report } : undefined;
    }
    case "unread": {
      const { code, message } = body;
      const isWhole = isCount(id) && isText(code, 64) && isText(message, 2_000);
      return isWhole ? { kind, id, code, message } : undefined;
    }
    case "signalled": {
      const { reached } = body;
      return isCount(id) && isCount(reached) ? { kind, id, reached } : undefined;
    }
    case "grown":
      return isCount(id) ? { kind, id } : undefined;
    default:
      return undefined;
  }
}

function toHello(body: JsonObject): AgentFrame | undefined {
  const { versions, session, agentVersion, bootId } = body;
  const labels = toLabels(body["labels"]);
  const capacity = toCapacity(body["capacity"]);
  if (!isJsonArray(versions) || versions.length > 16 || !versions.every(isCount)) return undefined;
  if (!isJsonObject(session) || labels === undefined || capacity === undefined) return undefined;
  const { last, next } = session;
  if (!(last === null || isText(last, 64)) || !isText(next, 64) || next === "") return undefined;
  if (!isText(agentVersion, 64) || !isText(bootId, 64)) return undefined;
  return { kind: "hello", versions, session: { last, next }, agentVersion, bootId, labels, capacity };
}

function toLabels(value: Json | undefined): HostLabels | undefined {
  if (!isJsonObject(value)) return undefined;
  const entries = Object.entries(value);
  const labels: Record<string, string> = {};
  if (entries.length > linkLimits.labelsMax) return undefined;
  for (const [key, text] of entries) {
    if (key.length > linkLimits.labelCharactersMax || !isHostWord(key) || key === "__proto__")
      return undefined;
    if (!isText(text, linkLimits.labelCharactersMax)) return undefined;
    labels[key] = text;
  }
  return labels;
}

function toCapacity(value: Json | undefined): HostShare | undefined {
  if (!isJsonObject(value)) return undefined;
  const { slots, cpuUnits, memoryMebibytes } = value;
  for (const measure of [slots, cpuUnits, memoryMebibytes])
    if (measure !== undefined && !isCount(measure)) return undefined;
  return {
    ...(isCount(slots) ? { slots } : {}),
    ...(isCount(cpuUnits) ? { cpuUnits } : {}),
    ...(isCount(memoryMebibytes) ? { memoryMebibytes } : {}),
  };
}

function toReport(value: Json | undefined): RunReport | undefined {
  if (!isJsonObject(value)) return undefined;
  const { run, attempt, at } = value;
  const kind = wordOf(value["kind"]);
  if (!isText(run, 200) || run === "" || !isCount(attempt) || !isCount(at)) return undefined;
  const head = { run: runId(run), attempt, at: epochMs(at) };
  switch (kind) {
    case "unknown":
      return { ...head, kind };
    case "started": {
      const { identity } = value;
      if (!isJsonObject(identity)) return undefined;
      const { bootId, pid, startTime } = identity;
      const isWhole = isText(bootId, 128) && isCount(pid) && isText(startTime, 128);
      return isWhole ? { ...head, kind, identity: { bootId, pid, startTime } } : undefined;
    }
    case "progress": {
      const progress = toRunProgress(value["progress"]);
      return progress && { ...head, kind, progress };
    }
    case "gone": {
      const { evidence } = value;
      const isOne = evidence === "other-boot" || evidence === "empty-process-group";
      return isOne ? { ...head, kind, evidence } : undefined;
    }
    case "not-started": {
      const { reason } = value;
      return isText(reason, 10_000) ? { ...head, kind, reason } : undefined;
    }
    case "ended": {
      const { how, result } = value;
      const exit = toExit(value["exit"]);
      const isOne = how === "exited" || how === "timed-out" || how === "stopped" || how === "cut-off";
      if (!isOne || exit === undefined) return undefined;
      return { ...head, kind, how, exit, ...(result === undefined ? {} : { result }) };
    }
    default:
      return undefined;
  }
}

function toExit(value: Json | undefined): ProcessExit | undefined {
  if (!isJsonObject(value)) return undefined;
  const { kind, code, signal } = value;
  if (kind === "code" && isCount(code)) return { kind, code };
  return kind === "signal" && isText(signal, 32) ? { kind, signal } : undefined;
}

/** A whole number that is not negative. */
export function isCount(value: Json | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

export function isText(value: Json | undefined, charactersMax: number): value is string {
  return typeof value === "string" && value.length <= charactersMax;
}

export function wordOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
