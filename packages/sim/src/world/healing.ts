import { isOpenRun, type RunStatus } from "@landbridge/model";
import { allRows } from "../checks/all-rows.ts";
import type { Clients } from "./clients.ts";
import { fine } from "./weather.ts";
import type { World } from "./world.ts";

/** All faults end: the clock is right again, one process lives, the host is there, and no schedule fires any more. */
export async function heal(world: World): Promise<void> {
  world.trace.line("all is healed");
  // A function that keeps silent is no fault of ours: its timeout is to end it, and is watched for.
  world.setWeather({ ...fine, functionSilent: silentStill });
  for (const former of world.formerNodes.splice(0)) former.life.kill();
  // Half of them go on as they are: not everything may need a restart to be well again.
  for (const { life } of world.members) life.wake();
  const { node } = world;
  if (world.shareable !== undefined) world.trace.line(`${world.living.length} nodes live`);
  else if (node?.isReady === true && world.chance("healing").is(0.5)) node.life.wake();
  else node?.life.kill();
  world.wall.setRate(1);
  world.wall.jump(Math.max(0, world.wall.latest - world.wall.now()) + 1);
  world.host.startAgent();
  await startMissing(world);
  await world.advance(graceMs);
  // One that was still starting may have died of what went wrong before.
  await startMissing(world);
  world.connectHost(true);
  await world.advance(graceMs);
  await world.applySchedules(
    world.schedules.map((schedule) => ({ ...schedule, state: "DISABLED" as const })),
  );
  await world.advance(graceMs);
}

async function startMissing(world: World): Promise<void> {
  for (let missing = world.nodesWanted; missing > 0 && !world.isUp; missing -= 1) await world.startNode();
}

/** Within which a scheduler looks at its schedules, whatever it was told. */
const graceMs = 30_000;
const strideMs = 10_000;
/** True time within which everything must be over. */
const patienceMs = 24 * 3_600_000;

const silentStill = 0.1;
const healedCheckMs = 10 * 60_000;
/** Longer than any timeout that is drawn: whoever is silent is given up in that time, or speaks after it. */
const silenceMs = 40 * 60_000;

/** Waits, and answers whoever asks; returns when nothing is open, or when it has taken too long. */
export async function untilAllIsOver(world: World, clients: Clients): Promise<void> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += strideMs) {
    await world.advance(strideMs);
    if (waitedMs % healedCheckMs === 0) await world.check("healed");
    if (waitedMs >= silenceMs) world.setWeather(fine);
    if (waitedMs >= silenceMs) for (const { life, speak } of world.silent.splice(0)) life.whenAwake(speak);
    const answered = clients.answerAll();
    await world.settle();
    void answered;
    if (await isAllOver(world)) return;
  }
}

async function isAllOver({ store }: World): Promise<boolean> {
  const open = await store.list("executions", {
    where: { status: "RUNNING" },
    orderBy: "startedAt",
    direction: "ascending",
    limit: 1,
  });
  if (open.rows.length > 0) return false;
  const untold = await store.list("executions", { orderBy: "wakeAt", direction: "ascending", limit: 1 });
  if (untold.rows.length > 0) return false;
  const runs = await allRows(store, "runs", "openSince");
  const untoldRuns = await store.list("runs", { orderBy: "notifyDue", direction: "ascending", limit: 1 });
  return untoldRuns.rows.length === 0 && runs.every(({ columns }) => !isOpenRun(columns.status as RunStatus));
}
