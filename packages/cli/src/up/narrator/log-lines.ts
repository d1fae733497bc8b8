import { epochMs } from "@landbridge/model";
import type { Line } from "./line.ts";

/** Of the server's log: a line of JSON as pino writes it, as a line for people. */
export function logLine(text: string): Line {
  const { level, time, msg, err } = parse(text);
  const reason =
    typeof err === "object" && err !== null && "message" in err ? `: ${String(err.message)}` : "";
  const message = typeof msg === "string" ? msg : text.trim();
  const isBad = typeof level === "number" && level >= 50;
  const isWarning = typeof level === "number" && level >= 40;
  return {
    at: epochMs(typeof time === "number" ? time : Date.now()),
    subject: "server",
    name: isBad ? "error" : isWarning ? "warning" : "",
    text: `${message}${reason}`,
    tone: isBad ? "bad" : isWarning ? "warning" : "dim",
    plural: "lines of the log",
  };
}

function parse(text: string): {
  readonly level?: unknown;
  readonly time?: unknown;
  readonly msg?: unknown;
  readonly err?: unknown;
} {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
