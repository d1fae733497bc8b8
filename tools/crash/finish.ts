import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "../../packages/server/test/crash/client.ts";
import { crashProject, names } from "./project.ts";
import { approveOne, parseOffer, send, type TrafficParts } from "./traffic.ts";
import { readLines } from "./workplace.ts";

/** Everything that is open when the last server starts must be over within this. */
const finishMsMax = 300_000;
const lookAgainMs = 100;

/** Sends again what may be sent again, ends what waits for a person, and waits until nothing is open. */
export async function finishAll(parts: TrafficParts): Promise<void> {
  const { client, ledger, place } = parts;
  const { asks } = ledger;
  for (const ask of asks) if (ask.key !== undefined) await sendUntilTold(parts, ask);
  await endSchedule(parts);
  const deadline = performance.now() + finishMsMax;
  for (;;) {
    const offers = (await readLines(place.tokens)).map(parseOffer);
    for (const offer of offers) if (!ledger.approved.has(offer.token)) await approveOne(parts, offer);
    const open = await openIn(client);
    if (open.length === 0) return;
    if (performance.now() > deadline) {
      for (const one of open) ledger.violations.push({ kind: "lost", sentence: `never finished: ${one}` });
      return;
    }
    await pause(lookAgainMs);
  }
}

async function sendUntilTold(parts: TrafficParts, ask: Parameters<typeof send>[1]): Promise<void> {
  const deadline = performance.now() + finishMsMax;
  do {
    await send(parts, ask);
    if (ask.told !== undefined) return;
    await pause(lookAgainMs);
  } while (performance.now() < deadline);
  parts.ledger.wrong(`ask ${ask.number} was never answered`);
}

async function endSchedule({ client, ledger, place }: TrafficParts): Promise<void> {
  const answer = await client.post("/v1/project", crashProject(place, "DISABLED"));
  if (answer.status !== 200)
    ledger.wrong(`the project was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

async function openIn(client: Client): Promise<readonly string[]> {
  const executions = await client.list<Item>("/v1/executions?status=RUNNING");
  const runs: Item[] = [];
  for (const status of ["QUEUED", "RUNNING", "UNREACHABLE"])
    runs.push(...(await client.list<Item>(`/v1/runs?status=${status}`)));
  return [
    ...executions.map(({ id, stateMachine = names.tick }) => `execution ${id} of ${stateMachine}`),
    ...runs.map(({ id, job }) => `run ${id} of ${job}`),
  ];
}

interface Item {
  readonly id: string;
  readonly stateMachine?: string;
  readonly job?: string;
}
