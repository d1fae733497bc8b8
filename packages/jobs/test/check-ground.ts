import assert from "node:assert/strict";
import { isOpenRun, type Run } from "@landbridge/model";
import type { Ground } from "./ground.ts";

/** What must hold at every moment: no two processes of one such job at once, by what truly happened. */
export function checkNoOverlap(ground: Ground, jobs: readonly string[]): void {
  for (const job of jobs) {
    let gone = 0;
    for (const { from, to, run, attempt } of ground.host.intervals().filter((it) => it.job === job)) {
      assert.ok(from >= gone, `run ${run}, attempt ${attempt} of ${job} began while another process lived`);
      gone = to ?? Number.POSITIVE_INFINITY;
    }
  }
}

/** What must hold once everything has had time to end. */
export async function checkAllSettled(ground: Ground, jobs: readonly string[]): Promise<readonly Run[]> {
  checkNoOverlap(ground, jobs);
  const runs = await allRuns(ground);
  for (const run of runs) {
    assert.ok(!isOpenRun(run.status), `run ${run.id} is still ${run.status}: ${run.reason ?? "no reason"}`);
    checkTold(ground, run);
    checkProcesses(ground, run);
  }
  assert.equal(ground.jobs().openRuns(), 0);
  for (const job of jobs) assert.equal(await ground.store.get("slots", job), undefined, `slot of ${job}`);
  const due = await ground.store.list("runs", { orderBy: "notifyDue", direction: "ascending", limit: 1 });
  assert.equal(due.rows.length, 0);
  return runs;
}

function checkTold(ground: Ground, run: Run): void {
  const tellings = ground.told.filter(({ id }) => id === run.id);
  if (run.status === "REFUSED") assert.equal(tellings.length, 0);
  else assert.ok(tellings.length > 0, `nobody was told that run ${run.id} is ${run.status}`);
  for (const telling of tellings) assert.deepEqual(telling, run, "a run has one outcome");
}

/** Each attempt had one process at most, and a refused run had none. */
function checkProcesses(ground: Ground, run: Run): void {
  const attempts = ground.host.intervals().filter((it) => it.run === run.id);
  assert.equal(new Set(attempts.map(({ attempt }) => attempt)).size, attempts.length);
  if (run.status === "REFUSED") assert.equal(attempts.length, 0);
  if (run.status === "SUCCEEDED") assert.ok(attempts.length > 0);
}

async function allRuns(ground: Ground): Promise<readonly Run[]> {
  const runs: Run[] = [];
  let cursor: string | undefined;
  do {
    const page = await ground.jobs().listRuns({ limit: 1_000, ...(cursor === undefined ? {} : { cursor }) });
    runs.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return runs;
}
