import { type Run, type RunId, runId, uuidV7 } from "@landbridge/model";
import type { EntryPart, Guard, Row } from "@landbridge/store";
import { admit } from "./admission.ts";
import { type Draft, draftLaunch } from "./admission-writes.ts";
import { changeInLane, findRun, laneOfJob } from "./change-run.ts";
import type { Definitions } from "./definitions.ts";
import { jobsError } from "./errors.ts";
import { inHeldPartition } from "./holdings.ts";
import {
  decodeAnswer,
  type FirstAnswer,
  insertAnswer,
  type LaunchName,
  launchNames,
  nameIsFree,
} from "./idempotency-row.ts";
import { jobAtVersion, type StoredJob } from "./job-row.ts";
import type { LaunchAnswer, LaunchOutcome, LaunchRequest } from "./jobs.ts";
import { act } from "./orders.ts";
import { placeFacts } from "./placement.ts";
import { askToStop } from "./run-life.ts";
import { decodeRun, runIsAbsent } from "./run-row.ts";
import { commitPart, learnCommitted, type Shell } from "./shell.ts";
import { decodeSlot } from "./slot-row.ts";

/** Launches under way; they count as open, or many at once would pass the limit together. */
export interface Launching {
  count: number;
}

/** One entry decides (J1); when something moved under the decision, it is taken again. */
export async function launch(
  shell: Shell,
  definitions: Definitions,
  launching: Launching,
  request: LaunchRequest,
): Promise<LaunchOutcome> {
  checkInput(request, shell.limits.groundInputBytesMax);
  await shell.ready();
  const lane = laneOfJob(request.job);
  const pendingMax = shell.limits.pendingLaunchesPerJobMax;
  if (shell.lanes.pending(lane) >= pendingMax)
    return overloaded(`${pendingMax} launches of job ${request.job} wait to be decided already`);
  launching.count += 1;
  try {
    return await shell.lanes.inLane(lane, () => decideLaunch(shell, definitions, launching, request));
  } finally {
    launching.count -= 1;
  }
}

function checkInput({ job, input }: LaunchRequest, bytesMax: number): void {
  const bytes = Buffer.byteLength(JSON.stringify(input));
  if (bytes <= bytesMax) return;
  throw jobsError(
    "INPUT_TOO_LARGE",
    `${bytes} bytes for job ${job}, at most ${bytesMax}; pass a reference to the data instead`,
  );
}

async function decideLaunch(
  shell: Shell,
  definitions: Definitions,
  launching: Launching,
  request: LaunchRequest,
): Promise<LaunchOutcome> {
  const run = freshRun(shell, request);
  try {
    return await decideRun(shell, definitions, launching, request, run);
  } finally {
    shell.open.endSettingAside(run.id);
  }
}

async function decideRun(
  shell: Shell,
  definitions: Definitions,
  launching: Launching,
  request: LaunchRequest,
  run: Run,
): Promise<LaunchOutcome> {
  const names = launchNames(request);
  for (let tries = 0; tries < shell.limits.triesMax; tries += 1) {
    const earlier = await findEarlier(shell, names, tries === 0 ? undefined : run);
    if (earlier !== undefined) return earlier;
    const job = await definitions.find(request.job);
    if (job === undefined) return { kind: "unknown-job" };
    if (job.definition.limits !== "ground") checkInput(request, shell.limits.inputBytesMax);
    const overload = findOverload(shell, launching, request.job);
    if (overload !== undefined) return overload;
    const outcome = await tryLaunch(shell, definitions, { request, job, run, names });
    if (outcome !== undefined) return outcome;
  }
  throw jobsError(
    "CONTENDED",
    `the launch of job ${request.job} met a change ${shell.limits.triesMax} times`,
  );
}

function freshRun({ options, random }: Shell, { job, cause, input }: LaunchRequest): Run {
  const requestedAt = options.clock.now();
  const id = runId(inHeldPartition(options.holdings, uuidV7(requestedAt, random)));
  return { id, job, status: "QUEUED", cause, input, attempt: 0, requestedAt };
}

/** What another node has launched is perhaps not in this memory yet, and it must not be overlapped (law 3). */
async function unslottedOf({ options, open }: Shell, job: string): Promise<RunId | undefined> {
  if (options.holdings === undefined) return open.unslottedOf(job);
  let after: string | undefined;
  do {
    const page = await options.store.list("runs", {
      where: { job },
      orderBy: "openSince",
      direction: "ascending",
      limit: 1_000,
      ...(after === undefined ? {} : { after }),
    });
    const found = page.rows.map(decodeRun).find(({ record }) => !record.isSlotted);
    if (found !== undefined) return found.record.run.id;
    after = page.next;
  } while (after !== undefined);
  return undefined;
}

/**
 * The answer that was given to this name before; by this very call, if its commit's outcome was unknown.
 * @param own once it may have been committed; before, nobody can have written an id that is fresh
 */
async function findEarlier(
  shell: Shell,
  names: readonly LaunchName[],
  own: Run | undefined,
): Promise<LaunchOutcome | undefined> {
  for (const name of names) {
    const row = await shell.options.store.get("idempotency", name.key);
    if (row === undefined) continue;
    const first = decodeAnswer(row);
    if (first.bodyHash !== name.bodyHash) return { kind: "idempotency-conflict" };
    const answer = await restoreAnswer(shell, first);
    return answer.run.id === own?.id ? answer : { kind: "replayed", first: answer };
  }
  const landed = own && (await findRun(shell, own.id));
  if (landed === undefined) return undefined;
  const { run } = landed.record;
  if (run.blockingRun === undefined) return { kind: "accepted", run };
  return { kind: "refused", run, blockingRun: run.blockingRun };
}

async function restoreAnswer(shell: Shell, { kind, run, blockingRun }: FirstAnswer): Promise<LaunchAnswer> {
  const stored = await findRun(shell, run.id);
  const whole: Run = { ...run, input: stored?.record.run.input ?? null };
  if (kind === "accepted" || blockingRun === undefined) return { kind: "accepted", run: whole };
  return { kind, run: whole, blockingRun };
}

function findOverload(shell: Shell, launching: Launching, job: string): LaunchOutcome | undefined {
  const { openRunsMax, openRunsPerJobMax } = shell.limits;
  // This launch is among those under way.
  if (shell.open.size + launching.count > openRunsMax)
    return overloaded(`${openRunsMax} runs are open already, which is the limit`);
  if (shell.open.countOf(job) >= openRunsPerJobMax)
    return overloaded(`${openRunsPerJobMax} runs of job ${job} are open already, which is the limit`);
  return undefined;
}

function overloaded(message: string): LaunchOutcome {
  return { kind: "overloaded", message };
}

interface Attempt {
  readonly request: LaunchRequest;
  readonly job: StoredJob;
  readonly run: Run;
  readonly names: readonly LaunchName[];
}

/** Undefined: something moved; look again. */
async function tryLaunch(
  shell: Shell,
  definitions: Definitions,
  attempt: Attempt,
): Promise<LaunchOutcome | undefined> {
  const draft = await draftIn(shell, attempt);
  if (draft === undefined) return undefined;
  const fate = await commitPart(shell, toEntry(shell, attempt, draft));
  if (fate.ok === "unknown") return undefined;
  if (!fate.ok) return await afterGuard(definitions, attempt, fate.guard, fate.holder);
  learnCommitted(shell, { record: draft.record, version: 1 });
  act(shell, draft.record, draft.act);
  for (const other of draft.others) {
    learnCommitted(shell, other.stored);
    act(shell, other.stored.record, other.act);
  }
  return draft.answer;
}

async function draftIn(shell: Shell, { request, job, run }: Attempt): Promise<Draft | undefined> {
  const { store } = shell.options;
  const { definition } = job;
  const policy = definition.concurrency;
  const slotRow = policy === "allow" ? undefined : await store.get("slots", request.job);
  const admission = admit({
    policy,
    slot: slotRow === undefined ? undefined : decodeSlot(slotRow),
    unslotted: policy === "allow" ? undefined : await unslottedOf(shell, request.job),
    waitingRunsMax: shell.limits.waitingRunsMax,
  });
  const facts = placeFacts(shell);
  const draft = await draftLaunch(admission, { store, ...facts, definition, run, slotRow });
  if (!("kind" in draft)) return draft;
  if (draft.kind === "stop-first") {
    const stop = { principal: "concurrency: replace", reason: `run ${run.id} replaces it`, at: facts.now };
    await changeInLane(shell, draft.run, (record) => askToStop(record, stop));
  }
  return undefined;
}

/**
 * The names come first: who was answered before is answered the same, whatever else has changed. The run is
 * guarded too: a commit whose outcome was unknown may land after it was looked for.
 */
function toEntry(shell: Shell, { request, job, run, names }: Attempt, draft: Draft): EntryPart {
  const now = shell.options.clock.now();
  const { also } = request;
  return {
    guards: [
      runIsAbsent(run.id),
      ...names.map(nameIsFree),
      ...(also?.guards ?? []),
      jobAtVersion(job),
      ...draft.guards,
    ],
    writes: [
      ...draft.writes,
      ...names.map((name) => insertAnswer(name, draft.answer, now)),
      ...(also?.writes ?? []),
    ],
  };
}

async function afterGuard(
  definitions: Definitions,
  { request }: Attempt,
  guard: Guard,
  holder: Row | undefined,
): Promise<LaunchOutcome | undefined> {
  const isTheirs = request.also?.guards.some(({ table, key }) => table === guard.table && key === guard.key);
  if (isTheirs === true) return { kind: "also-rejected", holder };
  if (guard.table === "jobs") await definitions.refresh(request.job);
  return undefined;
}
