import type { ExecutionBody, OccurrenceBody, RunBody, RunSummaryBody } from "@landbridge/api";
import type { Client } from "../../packages/server/test/crash/client.ts";
import type { Ledger } from "./ledger.ts";
import { names } from "./project.ts";
import { type Offer, parseOffer } from "./traffic.ts";
import { readLines, type Workplace } from "./workplace.ts";

/** Everything that the checks look at, once all is over. */
export interface Facts {
  readonly ledger: Ledger;
  readonly executions: ReadonlyMap<string, ExecutionFacts>;
  readonly runs: ReadonlyMap<string, RunBody>;
  /** Oldest first. */
  readonly occurrences: readonly OccurrenceBody[];
  readonly long: readonly ProcessLine[];
  readonly line: readonly ProcessLine[];
  readonly effects: readonly Effect[];
  readonly offers: readonly Offer[];
  /** When the server was killed, in seconds since boot. */
  readonly kills: readonly number[];
  /** Between which instants the schedule was in force for certain. */
  readonly schedule: { readonly fromMs: number; readonly toMs: number };
}

export interface ExecutionFacts {
  readonly execution: ExecutionBody;
  readonly history: readonly HistoryItem[];
}

interface HistoryItem {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
}

/** What a job's process said; see job.sh. */
export interface ProcessLine {
  readonly what: "start" | "end" | "stopped";
  readonly run: string;
  readonly attempt: number;
  readonly uptimeSeconds: number;
}

/** What a delivery of a function left; see functions/effect.mjs. */
export interface Effect {
  readonly execution: string;
  readonly state: string;
  readonly item: number;
  readonly retry: number;
  readonly request: string;
}

export async function gatherFacts(
  client: Client,
  place: Workplace,
  known: Pick<Facts, "ledger" | "kills" | "schedule">,
): Promise<Facts> {
  const executions = await client.list<{ readonly id: string }>("/v1/executions");
  const runs = await client.list<RunSummaryBody>("/v1/runs");
  const occurrences = await client.list<OccurrenceBody>(`/v1/schedules/${names.everyTwoSeconds}/occurrences`);
  const [long, line, effects, offers] = await Promise.all(
    [place.longLog, place.lineLog, place.effects, place.tokens].map(readLines),
  );
  return {
    ...known,
    executions: await detailsOf(executions, async ({ id }) => [id, await readExecution(client, id)]),
    runs: await detailsOf(runs, async ({ id }) => [id, await client.get<RunBody>(`/v1/runs/${id}`)]),
    occurrences: occurrences.toReversed(),
    long: (long ?? []).map(parseProcessLine),
    line: (line ?? []).map(parseProcessLine),
    effects: (effects ?? []).map((text) => JSON.parse(text) as Effect),
    offers: (offers ?? []).map(parseOffer),
  };
}

async function readExecution(client: Client, id: string): Promise<ExecutionFacts> {
  const execution = await client.get<ExecutionBody>(`/v1/executions/${id}`);
  return { execution, history: await client.list<HistoryItem>(`/v1/executions/${id}/history`) };
}

/** One after the other would take minutes, all at once would be refused. */
const atOnce = 16;

async function detailsOf<Item, Detail>(
  items: readonly Item[],
  read: (item: Item) => Promise<readonly [string, Detail]>,
): Promise<ReadonlyMap<string, Detail>> {
  const details = new Map<string, Detail>();
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      const [id, detail] = await read(item);
      details.set(id, detail);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return details;
}

function parseProcessLine(text: string): ProcessLine {
  const match = /^(start|end|stopped) (\S+) (\d+) (\d+\.\d+)$/.exec(text);
  if (match === null) throw new Error(`a job's process wrote a line that is none: ${text}`);
  const [, what, run = "", attempt, uptime] = match;
  return {
    what: what as ProcessLine["what"],
    run,
    attempt: Number(attempt),
    uptimeSeconds: Number(uptime),
  };
}
