import { setTimeout as pause } from "node:timers/promises";
import type { ExecutionBody, RunBody } from "@landbridge/api";
import type { RandomStream } from "@landbridge/model";
import type { Answer, Client } from "../../packages/server/test/crash/client.ts";
import { type Ask, isOpen, type Ledger } from "./ledger.ts";
import { names } from "./project.ts";
import { readLines, type Workplace } from "./workplace.ts";

export interface TrafficParts {
  readonly client: Client;
  readonly ledger: Ledger;
  readonly random: RandomStream;
  readonly place: Workplace;
  /** Something was acknowledged just now. */
  readonly acknowledged: () => void;
}

/** How many clients there are, and the longest that one rests between two requests. */
const clients = 3;
const restMsMax = 40;
/** More work for the one slot of `long` would only wait. */
const openHaulsMax = 3;

/** Requests of all kinds until `signal`; a connection that breaks is what this is for. */
export async function makeTraffic(parts: TrafficParts, signal: AbortSignal): Promise<void> {
  await Promise.all(Array.from({ length: clients }, () => oneClient(parts, signal)));
}

async function oneClient(parts: TrafficParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await attempt(parts, pick(parts.random, deeds));
    await pause(parts.random.next() * restMsMax);
  }
}

type Deed = (parts: TrafficParts) => Promise<void>;

async function attempt(parts: TrafficParts, deed: Deed): Promise<void> {
  try {
    await deed(parts);
  } catch (error) {
    if (!isCutOff(error)) throw error;
    parts.ledger.unansweredCount += 1;
  }
}

function isCutOff(error: unknown): boolean {
  // A node that stands still: what it was asked may or may not be done.
  if (error instanceof Error && error.message.startsWith("no answer within")) return true;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ECONNREFUSED" || code === "ECONNRESET" || code === "EPIPE";
}

const deeds: readonly Deed[] = [
  startFlow,
  startFlow,
  startHaul,
  startApproval,
  launchLong,
  launchLine,
  approve,
  approve,
  stopSomething,
  lookAtSomething,
  replay,
];

function startFlow({ ledger, random, ...parts }: TrafficParts): Promise<void> {
  const input = { failsFirst: random.next() < 0.2 };
  return send({ ledger, random, ...parts }, ledger.ask(keyed(random, "execution", names.flow), input));
}

async function startHaul(parts: TrafficParts): Promise<void> {
  const { ledger, random } = parts;
  const hauls = ledger.asks.filter(({ target, told }) => target === names.haul && told?.kind === "accepted");
  const open = hauls.filter(({ told }) => told?.kind === "accepted" && !ledger.outcomes.has(told.id));
  if (open.length >= openHaulsMax) return look(parts, open[0]);
  return send(
    parts,
    ledger.ask(keyed(random, "execution", names.haul), { seconds: 0.2 + random.next() * 1.5 }),
  );
}

function startApproval(parts: TrafficParts): Promise<void> {
  return send(parts, parts.ledger.ask(keyed(parts.random, "execution", names.approval)));
}

function launchLong(parts: TrafficParts): Promise<void> {
  const { ledger, random } = parts;
  return send(parts, ledger.ask(keyed(random, "run", names.long), { seconds: 0.1 + random.next() * 2 }));
}

function launchLine(parts: TrafficParts): Promise<void> {
  return send(parts, parts.ledger.ask(keyed(parts.random, "run", names.line)));
}

/** Every second one with a key, so that it may be sent again. */
function keyed(random: RandomStream, what: Ask["what"], target: string): Omit<Ask, "number" | "input"> {
  if (random.next() < 0.5) return { what, target };
  return { what, target, key: `key-${random.next().toString(36).slice(2)}` };
}

/** What was not answered is sent again under its key; what was, must be answered the same. */
function replay(parts: TrafficParts): Promise<void> {
  const asks = parts.ledger.asks.filter(({ key }) => key !== undefined);
  return asks.length === 0 ? Promise.resolve() : send(parts, pick(parts.random, asks));
}

export async function send(parts: TrafficParts, ask: Ask): Promise<void> {
  const { client, ledger } = parts;
  const place = ask.what === "run" ? `jobs/${ask.target}/runs` : `state-machines/${ask.target}/executions`;
  const headers: Readonly<Record<string, string>> =
    ask.key === undefined ? {} : { "idempotency-key": ask.key };
  const askedAt = performance.now();
  const answer = await client.post<LaunchAnswer>(`/v1/${place}`, { input: ask.input }, headers);
  const { id, status, code, run, blockingRun } = answer.body;
  if (answer.status === 202 && id !== undefined && status !== undefined) {
    ledger.tell(ask, { kind: "accepted", id });
    parts.acknowledged();
    if (ask.what === "execution") ledger.seen(id, status, askedAt);
  } else if (code === "RUN_BLOCKED" && run !== undefined && blockingRun !== undefined) {
    ledger.tell(ask, { kind: "refused", run, blockingRun });
    parts.acknowledged();
  } else expectPassing(ledger, `ask ${ask.number}`, answer);
}

/** A run, an execution or a problem, with the members that count here. */
interface LaunchAnswer {
  readonly id?: string;
  readonly status?: string;
  readonly code?: string;
  readonly run?: string;
  readonly blockingRun?: string;
}

/** The only other answers that may be: it is starting, has too much to do, or cannot know as its store has failed. */
function expectPassing(ledger: Ledger, what: string, { status, body }: Answer): void {
  if (isOutcomeUnknown(body)) {
    ledger.unansweredCount += 1;
    return;
  }
  if (status !== 503 && status !== 429)
    ledger.wrong(`${what} was answered ${status}: ${JSON.stringify(body)}`);
}

function isOutcomeUnknown(body: unknown): boolean {
  return typeof body === "object" && body !== null && "code" in body && body.code === "OUTCOME_UNKNOWN";
}

/** Ends a task by its token, as whoever was asked would. */
async function approve(parts: TrafficParts): Promise<void> {
  const offers = (await readLines(parts.place.tokens)).map(parseOffer);
  const open = offers.filter(({ token }) => !parts.ledger.approved.has(token));
  if (open.length > 0) await approveOne(parts, pick(parts.random, open));
}

export interface Offer {
  readonly execution: string;
  readonly token: string;
}

export function parseOffer(line: string): Offer {
  return JSON.parse(line) as Offer;
}

export async function approveOne(parts: TrafficParts, { execution, token }: Offer): Promise<void> {
  const { client, ledger } = parts;
  const output = { approved: execution };
  const answer = await client.post("/v1/task-tokens/success", { token, output });
  // Closed: an earlier answer got lost, or the execution was stopped; the check of its history tells.
  if (answer.status === 204 || answer.body.code === "TASK_CLOSED") {
    ledger.approved.set(token, answer.status === 204 ? execution : "");
    parts.acknowledged();
  } else expectPassing(ledger, `the token of ${execution}`, answer);
}

/** Now and then: most work must get through. */
async function stopSomething(parts: TrafficParts): Promise<void> {
  const { client, ledger, random } = parts;
  const asks = ledger.asks.filter(({ told }) => told?.kind === "accepted" && !ledger.outcomes.has(told.id));
  if (asks.length === 0 || random.next() < 0.6) return;
  const { told, what } = pick(random, asks);
  if (told?.kind !== "accepted") return;
  ledger.stopSent.add(told.id);
  const askedAt = performance.now();
  const answer = await client.post<ExecutionBody | RunBody>(`/v1/${what}s/${told.id}/stop`, {});
  if (answer.status === 200 || answer.status === 202) {
    ledger.stopsAcknowledgedCount += 1;
    ledger.seen(told.id, answer.body.status, askedAt);
    parts.acknowledged();
    if (what === "execution" && isOpen(answer.body.status))
      ledger.wrong(`execution ${told.id} was stopped and is ${answer.body.status}`);
  } else expectPassing(ledger, `the stop of ${told.id}`, answer);
}

async function lookAtSomething(parts: TrafficParts): Promise<void> {
  const { ledger, random } = parts;
  const asks = ledger.asks.filter(({ told }) => told?.kind === "accepted");
  if (asks.length > 0) await look(parts, pick(random, asks));
}

/** What was acknowledged is there at once, and at every later time. */
async function look({ client, ledger }: TrafficParts, ask: Ask | undefined): Promise<void> {
  if (ask?.told?.kind !== "accepted") return;
  const { id } = ask.told;
  const askedAt = performance.now();
  const answer = await client.call<ExecutionBody | RunBody>(`/v1/${ask.what}s/${id}`);
  if (answer.status === 200) ledger.seen(id, answer.body.status, askedAt);
  else if (answer.status === 404)
    ledger.violations.push({ kind: "lost", sentence: `${ask.what} ${id} was told, and is not there` });
  else expectPassing(ledger, `a look at ${ask.what} ${id}`, answer);
}

export function pick<T>(random: RandomStream, list: readonly T[]): T {
  const one = list[Math.floor(random.next() * list.length)];
  if (one === undefined) throw new Error("there is nothing to pick from");
  return one;
}
