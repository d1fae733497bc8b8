import { linkNameHeader, linkPath, parseEnrolmentToken } from "@landbridge/agent/link";
import { isOpenRun, type RunId } from "@landbridge/model";
import { WebSocket } from "ws";
import type { Figure, SuiteOptions } from "../figure.ts";
import { aJob, type JobsPlace, memoryOf, openJobsPlace, supervisors } from "./place.ts";

const MEBIBYTE = 1_048_576;
const FLOOD_BYTES = 512 * MEBIBYTE;
/** Reads under way at once, as several watchers would have. */
const READERS = 3;
const runsAtOnce = 200;
const agents = 1_000;

/** Jobs on a host of their own: an agent in a process of its own, over loopback. */
export async function benchHosts({ data, progress }: SuiteOptions): Promise<Figure[]> {
  const jobs = [
    aJob("hello", "echo hello"),
    aJob("sleep", "exec sleep 600"),
    aJob("flood", `head -c ${FLOOD_BYTES} /dev/zero`, { outputBytesMax: FLOOD_BYTES * 2 }),
  ];
  const place = await openJobsPlace(jobs, data);
  try {
    return [
      ...idleFigures(place, progress),
      ...(await launchFigures(place, progress)),
      ...(await floodFigures(place, progress)),
      ...(await manyRunsFigures(place, progress)),
      ...(await manyAgentsFigures(place, progress)),
    ];
  } finally {
    await place.close();
  }
}

type Progress = SuiteOptions["progress"];

function idleFigures({ agentPid }: JobsPlace, progress: Progress): Figure[] {
  progress("an agent that does nothing");
  const { resident, share } = memoryOf([agentPid]);
  const target = { atMost: 60 * MEBIBYTE };
  return [
    { id: "agent-idle", what: "idle agent, resident", value: resident, unit: "bytes", target },
    {
      id: "agent-idle-share",
      what: "idle agent, its share of shared pages",
      value: share,
      unit: "bytes",
      target,
    },
  ];
}

async function launch({ server }: JobsPlace, job: string): Promise<RunId> {
  const cause = { kind: "api", principal: "bench" } as const;
  const outcome = await server.ground.jobs.launch({ job, input: null, cause });
  if (outcome.kind !== "accepted") throw new Error(`${job}: ${outcome.kind}`);
  return outcome.run.id;
}

/** Resolves once so many of the runs are no longer what they were. */
function until(place: JobsPlace, runs: ReadonlySet<RunId>, isSo: (status: string) => boolean): Promise<void> {
  const done = new Set<RunId>();
  return new Promise((resolve) => {
    const tell = ({ id, status }: { readonly id: RunId; readonly status: string }): void => {
      if (runs.has(id) && isSo(status)) done.add(id);
      if (done.size < runs.size) return;
      place.changed.delete(tell);
      resolve();
    };
    place.changed.add(tell);
    for (const id of runs)
      void place.server.ground.jobs.getRun(id).then((run) => void (run !== undefined && tell(run)));
  });
}

async function launchFigures(place: JobsPlace, progress: Progress): Promise<Figure[]> {
  progress("from a launch to its first output");
  const times: number[] = [];
  for (let round = 0; round < 40; round += 1) {
    const begin = performance.now();
    const id = await launch(place, "hello");
    await firstOutput(place, id);
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return [
    {
      id: "first-output-p50",
      what: "launch to first output read, median",
      value: at(0.5),
      unit: "ms",
      target: { atMost: 50 },
    },
    { id: "first-output-p95", what: "launch to first output read, 95 %", value: at(0.95), unit: "ms" },
  ];
}

async function firstOutput({ server }: JobsPlace, run: RunId): Promise<void> {
  const { jobs } = server.ground;
  let grown = Promise.withResolvers<void>();
  const unwatch = await jobs.watchOutput(run, 1, () => grown.resolve());
  try {
    for (;;) {
      const found = await jobs
        .readOutput({ run, attempt: 1, stream: "stdout", offset: 0, bytesMax: 1_000 })
        .catch(() => undefined);
      if (found !== undefined && found.bytes.length > 0) return;
      await Promise.race([grown.promise, new Promise((resolve) => setTimeout(resolve, 20))]);
      grown = Promise.withResolvers();
    }
  } finally {
    unwatch();
  }
}

async function floodFigures(place: JobsPlace, progress: Progress): Promise<Figure[]> {
  progress("output at full speed through one agent");
  const before = memoryOf([place.agentPid]).resident;
  const begin = performance.now();
  const run = await launch(place, "flood");
  await firstOutput(place, run);
  let peak = before;
  let next = 0;
  let offset = 0;
  /** Block by block, each as soon as it is written. */
  const readOn = async (): Promise<void> => {
    while (next < FLOOD_BYTES) {
      const block = next;
      next += MEBIBYTE;
      for (let at = block; at < block + MEBIBYTE; ) {
        const request = {
          run,
          attempt: 1,
          stream: "stdout",
          offset: at,
          bytesMax: block + MEBIBYTE - at,
        } as const;
        const got = (await place.server.ground.jobs.readOutput(request))?.bytes.length ?? 0;
        at += got;
        offset += got;
        if (got === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  };
  const looking = setInterval(() => {
    peak = Math.max(peak, memoryOf([place.agentPid]).resident);
  }, 50);
  await Promise.all(Array.from({ length: READERS }, readOn));
  clearInterval(looking);
  const seconds = (performance.now() - begin) / 1_000;
  return [
    {
      id: "output",
      what: "bytes of output a second, written, read and passed on",
      value: offset / seconds,
      unit: "1/s",
      target: { atLeast: 100_000_000 },
    },
    {
      id: "output-memory",
      what: "what the agent grew by meanwhile",
      value: peak - before,
      unit: "bytes",
      target: { atMost: 64 * MEBIBYTE },
    },
  ];
}

async function manyRunsFigures(place: JobsPlace, progress: Progress): Promise<Figure[]> {
  progress(`${runsAtOnce} runs at once on one agent`);
  const begin = performance.now();
  const runs = new Set(await Promise.all(Array.from({ length: runsAtOnce }, () => launch(place, "sleep"))));
  await until(place, runs, (status) => status === "RUNNING");
  const seconds = (performance.now() - begin) / 1_000;
  const { resident, share } = memoryOf([place.agentPid, ...supervisors()]);
  for (const run of runs) await place.server.ground.jobs.stop(run, { principal: "bench" });
  await until(place, runs, (status) => !isOpenRun(status as "RUNNING"));
  const target = { atMost: 150 * MEBIBYTE };
  return [
    { id: "runs-200-start", what: `${runsAtOnce} launches until all of them run`, value: seconds, unit: "s" },
    {
      id: "runs-200-share",
      what: "agent and supervisors together, their share",
      value: share,
      unit: "bytes",
      target,
    },
    {
      id: "runs-200-resident",
      what: "the same, resident, shared pages counted each time",
      value: resident,
      unit: "bytes",
    },
  ];
}

async function manyAgentsFigures({ server }: JobsPlace, progress: Progress): Promise<Figure[]> {
  progress(`${agents} connected agents`);
  const before = process.memoryUsage().rss;
  const tokens: string[] = [];
  for (let each = 0; each < agents; each += 1)
    tokens.push((await server.ground.hosts.enrol({ name: `a${each}`, principal: "bench" })).token);
  const begin = performance.now();
  const sockets = await Promise.all(tokens.map((token) => connect(server.url, token)));
  const seconds = (performance.now() - begin) / 1_000;
  const cpu = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const { user, system } = process.cpuUsage(cpu);
  const grown = process.memoryUsage().rss - before;
  for (const close of sockets) close();
  return [
    { id: "agents-connect", what: `${agents} agents enrolled and connected`, value: seconds, unit: "s" },
    { id: "agents-memory", what: "memory for both ends of their connections", value: grown, unit: "bytes" },
    {
      id: "agents-cpu",
      what: "share of a processor while they beat, both ends",
      value: (user + system) / 1e7,
      unit: "times",
    },
  ];
}

/** As an agent's end would, without the rest of an agent. */
function connect(server: string, text: string): Promise<() => void> {
  const token = parseEnrolmentToken(text);
  const socket = new WebSocket(`${server.replace("http", "ws")}${linkPath}`, {
    perMessageDeflate: false,
    headers: { authorization: `Bearer lbt_${token?.secret}`, [linkNameHeader]: token?.host },
  });
  let seq = 0;
  const send = (frame: object): void => {
    seq += 1;
    socket.send(JSON.stringify({ seq, ...frame }));
  };
  const session = { last: null, next: "one" };
  const facts = { agentVersion: "bench", bootId: "b", labels: { zone: "a" }, capacity: { slots: 8 } };
  socket.on("open", () => send({ kind: "hello", versions: [1], session, ...facts }));
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("message", () => {
      send({ kind: "ready" });
      const beating = setInterval(() => send({ kind: "beat", asked: 1 }), 5_000);
      resolve(() => {
        clearInterval(beating);
        socket.terminate();
      });
    });
  });
}
