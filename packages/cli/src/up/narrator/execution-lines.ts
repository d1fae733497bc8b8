import { type HistoryEvent, type HistoryEventType, isJsonObject, parseJson } from "@landbridge/model";
import type { ServerNews } from "@landbridge/server";
import { cliLimits } from "../../limits.ts";
import { humanDuration } from "../../output/duration.ts";
import type { Line, Tone } from "./line.ts";
import type { Memory } from "./memory.ts";

type ExecutionNews = Extract<ServerNews, { readonly kind: "execution" }>["news"];

/** @param started when each open execution began */
export function executionLines(news: ExecutionNews, started: Memory<number>): readonly Line[] {
  // A map run's child, `MACHINE/LABEL`: its parent's line tells of how many items, and there may be millions.
  if (news.machineName.includes("/")) return [];
  return news.history.flatMap((event) => {
    const said = say(event, news, started);
    if (said === undefined) return [];
    return [{ at: event.timestamp, subject: "execution" as const, name: news.machineName, ...said }];
  });
}

type Said = Pick<Line, "text" | "tone" | "plural">;

function say(event: HistoryEvent, news: ExecutionNews, started: Memory<number>): Said | undefined {
  const { id, name } = news;
  if (event.type === "ExecutionStarted") {
    started.set(id, event.timestamp);
    return { text: `started: ${name}`, tone: "plain", plural: "executions started" };
  }
  const end = ends[event.type];
  if (end === undefined) return sayBetween(event, shortName(name));
  const since = started.get(id);
  started.delete(id);
  const took = since === undefined ? "" : ` after ${humanDuration(event.timestamp - since)}`;
  const { verb, tone } = end;
  const who = tone === "good" ? shortName(name) : name;
  return { text: `${who} ${verb}${took}${why(event)}`, tone, plural: `executions ${verb}` };
}

const ends: Readonly<Partial<Record<HistoryEventType, { readonly verb: string; readonly tone: Tone }>>> = {
  ExecutionSucceeded: { verb: "succeeded", tone: "good" },
  ExecutionFailed: { verb: "failed", tone: "bad" },
  ExecutionTimedOut: { verb: "timed out", tone: "bad" },
  ExecutionAborted: { verb: "was stopped", tone: "warning" },
};

function sayBetween(event: HistoryEvent, short: string): Said | undefined {
  if (event.type.endsWith("StateEntered"))
    return { text: `${short} → ${textOf(event.details?.name)}`, tone: "dim", plural: "states entered" };
  if (event.type === "MapStateStarted")
    return {
      text: `${short} … over ${textOf(event.details?.length)} items`,
      tone: "dim",
      plural: "maps started",
    };
  if (taskFailures.test(event.type))
    return { text: `${short} a task failed${why(event)}`, tone: "warning", plural: "tasks failed" };
  return undefined;
}

const taskFailures =
  /^(Task|LambdaFunction|Activity)(Failed|TimedOut|StartFailed|ScheduleFailed|SubmitFailed)$/;

function why(event: HistoryEvent): string {
  const error = textOf(event.details?.error);
  const cause = causeText(textOf(event.details?.cause));
  const words = [error, cause].filter((word) => word !== "");
  return words.length === 0 ? "" : `: ${words.join(": ")}`;
}

/** A function's cause is JSON with the message among other things; so is that of a run. */
function causeText(cause: string): string {
  const value = cause.startsWith("{") ? parseJson(cause) : undefined;
  const { errorMessage, reason } = isJsonObject(value) ? value : {};
  const message = typeof errorMessage === "string" ? errorMessage : reason;
  return (typeof message === "string" ? message : cause).slice(0, cliLimits.causeLengthMax);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

const SHORT_LENGTH = 8;

/** The end of an id tells executions apart; ids of the same hour begin alike. */
export function shortName(name: string): string {
  return name.length <= SHORT_LENGTH * 2 ? name : `…${name.slice(-SHORT_LENGTH)}`;
}
