import type { ProjectDefinitions } from "@landbridge/model";
import type { RunningServer } from "@landbridge/server";
import { removeNotes, type ServerNote, writeNotes } from "../client/notes.ts";
import { checkFolder, definitionsOf } from "../commands/read-folder.ts";
import type { ExitStatus } from "../failure.ts";
import { cliLimits } from "../limits.ts";
import { timeText } from "../output/time.ts";
import { printFailure } from "../print-failure.ts";
import type { Invocation } from "../program/spec.ts";
import type { Terminal } from "../terminal.ts";
import { version } from "../version.ts";
import { printBanner } from "./banner.ts";
import { createNarrator, type Narrator } from "./narrator/narrator.ts";
import { readSettings, type UpSettings } from "./settings.ts";
import { listenForStop } from "./signals.ts";

type Server = typeof import("@landbridge/server");

// U1. A project with a mistake starts nothing: it is read and checked before the data folder is touched.
// U2. Nothing of the server is loaded before it is known to be wanted.
// U3. The first signal stops cleanly, within `stopMs`; a further one ends the process at once. Both are safe:
//     what was acknowledged is stored, and jobs are not children that would end with this process.

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { terminal, options } = invocation;
  const settings = readSettings(invocation);
  const project = await readProject(settings, terminal);
  const server = await import("@landbridge/server");
  const narrator = createNarrator({
    form: settings.form,
    isQuiet: settings.isQuiet,
    out: terminal.out,
    times: timeText(options),
    clock: server.systemClock,
  });
  const stop = listenForStop(() => process.exit(130));
  try {
    const running = await start(server, { settings, project, narrator, terminal });
    tellStart(terminal, { running, settings, project });
    narrator.begin();
    return await stayUp(running, stop.first, { settings, narrator, terminal });
  } finally {
    narrator.begin();
    narrator.flush();
    stop.close();
  }
}

async function readProject(
  { projectFolder }: UpSettings,
  terminal: Terminal,
): Promise<ProjectDefinitions | undefined> {
  if (projectFolder === undefined) return undefined;
  return definitionsOf(await checkFolder(projectFolder, terminal), terminal);
}

interface UpParts {
  readonly settings: UpSettings;
  readonly narrator: Narrator;
  readonly terminal: Terminal;
}

function start(
  { startServer, createLog }: Server,
  { settings, project, narrator, terminal }: UpParts & { readonly project: ProjectDefinitions | undefined },
): Promise<RunningServer> {
  const { dataFolder, keep, home, storeUrl, nodeName, leaseMs, objectsFolder, host, port } = settings;
  const { publicUrl, tls, isQuiet } = settings;
  return startServer({
    dataFolder,
    keep,
    home,
    ...(storeUrl !== undefined && { storeUrl }),
    ...(nodeName !== undefined && { nodeName }),
    ...(leaseMs !== undefined && { leaseMs }),
    ...(objectsFolder !== undefined && { objectsFolder }),
    host,
    port,
    ...(publicUrl !== undefined && { publicUrl }),
    ...(tls !== undefined && { tls }),
    ...(project !== undefined && { project }),
    environment: terminal.environment,
    version,
    log: createLog({ level: isQuiet ? "warn" : "info", destination: narrator.log }),
    news: narrator.news,
  });
}

interface StartFacts {
  readonly running: RunningServer;
  readonly settings: UpSettings;
  readonly project: ProjectDefinitions | undefined;
}

function tellStart(terminal: Terminal, { running, settings, project }: StartFacts): void {
  writeNotes(noteOf(running, settings), terminal.environment);
  if (settings.form === "text") return printBanner(terminal, { running, settings, project, version });
  const { url, adminKeyFile } = running;
  const facts = {
    url,
    adminKeyFile,
    dataFolder: settings.dataFolder,
    project: project?.name ?? null,
    version,
  };
  terminal.out.write(`${JSON.stringify({ at: new Date().toISOString(), kind: "started", ...facts })}\n`);
}

function noteOf({ url, adminKeyFile }: RunningServer, { dataFolder }: UpSettings): ServerNote {
  return { url, dataFolder, adminKeyFile, pid: process.pid };
}

/** Until a signal, or until the server cannot go on. */
async function stayUp(
  running: RunningServer,
  stopped: Promise<NodeJS.Signals>,
  { settings, narrator, terminal }: UpParts,
): Promise<ExitStatus> {
  // The server's own timers do not keep a process alive.
  const alive = setInterval(() => {}, 2 ** 30);
  try {
    const end = await Promise.race([
      stopped.then((signal) => ({ kind: "signal", signal }) as const),
      running.failed.then((error) => ({ kind: "failed", error }) as const),
    ]);
    narrator.flush();
    if (end.kind === "failed") printFailure(end.error, terminal.err);
    else tellStop(terminal, settings);
    const isClean = await stopWithin(running, cliLimits.stopMs);
    removeNotes(noteOf(running, settings), terminal.environment);
    narrator.flush();
    return end.kind === "signal" && isClean ? 0 : endAtOnce(terminal, isClean);
  } finally {
    clearInterval(alive);
  }
}

function tellStop({ err }: Terminal, { form }: UpSettings): void {
  if (form === "json") return;
  const { bold, dim } = err.colours;
  err.write(`\n${bold("Stopping.")} Jobs go on running; starting again goes on where this was.`);
  err.write(` ${dim("Ctrl-C again ends it at once.")}\n`);
}

/** False: it did not end in time. */
async function stopWithin(running: RunningServer, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([running.stop().then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

function endAtOnce({ err }: Terminal, isClean: boolean): ExitStatus {
  if (isClean) return 1;
  err.write(
    `landbridge: something did not end within ${cliLimits.stopMs / 1_000} seconds; ending without it, nothing stored is lost\n`,
  );
  // Whatever is stuck would keep the process alive.
  setImmediate(() => process.exit(1));
  return 1;
}
