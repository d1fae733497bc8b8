import { setTimeout as delay } from "node:timers/promises";
import type { RunBody } from "@landbridge/api";
import { isOpenRun } from "@landbridge/model";
import type { Client } from "../client/client.ts";
import { eventsOf } from "../client/events.ts";
import { patienceOf } from "../client/patience.ts";
import { unreachableFailure } from "../client/unreachable.ts";
import { type ExitStatus, Failure } from "../failure.ts";
import { cliLimits } from "../limits.ts";
import type { Output } from "../terminal.ts";
import { warnOfLack } from "./lack-warning.ts";
import { createLineStamps } from "./line-stamps.ts";
import type { LogPart } from "./log-part.ts";

export interface Followed {
  readonly run: RunBody;
  /** Absent: the newest, and those that come after it. */
  readonly attempt: number | undefined;
  readonly err: Output;
}

/** Attempt after attempt until the run has ended; each stream goes on where it broke off. */
export async function followLog(
  client: Client,
  parts: readonly LogPart[],
  { run, attempt: only, err }: Followed,
): Promise<ExitStatus> {
  let attempt = only ?? Math.max(run.attempt, 1);
  for (;;) {
    const current = await waitForAttempt(client, run.id, attempt, err);
    if (current.attempt < attempt) {
      // The run ended before it came to this attempt.
      if (only !== undefined || current.attempt === 0)
        throw new Failure(`run ${run.id} is ${current.status} and has no attempt ${attempt}`);
      return 0;
    }
    await Promise.all(parts.map((part) => followAttempt(client, part, attempt, err)));
    if (only !== undefined) return 0;
    attempt += 1;
  }
}

/** The run, once it has come to that attempt or has ended. */
async function waitForAttempt(client: Client, id: string, attempt: number, err: Output): Promise<RunBody> {
  let pauseMs: number = cliLimits.pollMsMin;
  const patience = patienceOf(err);
  for (;;) {
    try {
      const run = await client.call("getRun", { parameters: { id } });
      if (run.attempt >= attempt || !isOpenRun(run.status)) return run;
      patience.answered();
    } catch (error) {
      patience.failed(error);
    }
    await delay(pauseMs);
    pauseMs = Math.min(pauseMs * 1.5, cliLimits.pollMsMax);
  }
}

async function followAttempt(client: Client, part: LogPart, attempt: number, err: Output): Promise<void> {
  const place = { offset: 0, stamp: part.isStamped === true ? createLineStamps() : undefined };
  const patience = patienceOf(err);
  for (;;) {
    try {
      if (await followUntilBreak(client, { part, attempt, err }, place)) return;
      patience.answered();
    } catch (error) {
      patience.failed(error);
    }
    await delay(cliLimits.pollMsMax / 4);
  }
}

/** True: no more will come. False: the connection ended first, as when the server stops. */
async function followUntilBreak(
  client: Client,
  { part, attempt, err }: { readonly part: LogPart; readonly attempt: number; readonly err: Output },
  place: Place,
): Promise<boolean> {
  const { run, stream, output } = part;
  const request = { parameters: { id: run }, query: { stream, attempt, offset: place.offset, follow: true } };
  const { body } = await client.open("getRunLog", request, new AbortController().signal);
  if (body === null) throw new Failure("the server's answer has no body");
  try {
    for await (const { name, data } of eventsOf(body)) {
      if (name === "end") {
        warnOfLack(part, lackOf(data), err);
        return true;
      }
      if (name === "problem") throw new Failure(`the log broke off: ${data}`, { code: "NOT_READY" });
      if (name === "output") place.offset = await writeOutput(output, data, place);
    }
    return false;
  } catch (error) {
    throw unreachableFailure(error, client.url);
  }
}

function lackOf(data: string): unknown {
  const event: unknown = JSON.parse(data);
  return typeof event === "object" && event !== null && "mayLackAfter" in event
    ? event.mayLackAfter
    : undefined;
}

/** Where the next event begins, and whether in the middle of a line. */
interface Place {
  offset: number;
  readonly stamp: ReturnType<typeof createLineStamps> | undefined;
}

async function writeOutput(output: Output, data: string, { stamp }: Place): Promise<number> {
  const event: unknown = JSON.parse(data);
  if (typeof event === "object" && event !== null && "text" in event && "nextOffset" in event) {
    const { text, nextOffset } = event;
    if (typeof text === "string" && typeof nextOffset === "number") {
      const time = "time" in event && typeof event.time === "string" ? event.time : undefined;
      output.write(stamp === undefined ? text : stamp(Buffer.from(text), time));
      await output.drained();
      return nextOffset;
    }
  }
  throw new Failure("the server sent an event of a form that is not known; is it a newer version?");
}
