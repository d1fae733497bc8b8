import { openHostAgent } from "@landbridge/agent/host-agent";
import { systemClock } from "@landbridge/server/system";
import { type ExitStatus, Failure } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import type { Output } from "../terminal.ts";
import { listenForStop } from "../up/signals.ts";
import { version } from "../version.ts";
import { readSettings } from "./settings.ts";

/** Nothing else keeps the process alive while it waits to connect again. */
const KEEP_ALIVE_MS = 2 ** 30;

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { servers, name, labels, capacity, dataFolder, authority, token, form } = readSettings(invocation);
  // A token on the command line stands in the list of processes, for everybody on this host to see.
  if (invocation.options.text("token") !== undefined) process.title = "landbridge agent";
  const log = logTo(invocation.terminal.err, form);
  const keepAlive = setInterval(() => {}, KEEP_ALIVE_MS);
  const stop = listenForStop(() => process.exit(130));
  try {
    const agent = await openHostAgent({
      servers,
      labels,
      capacity,
      dataFolder,
      version,
      clock: systemClock,
      random: Math.random,
      log,
      ...(name !== undefined && { name }),
      ...(authority !== undefined && { authority }),
      ...(token !== undefined && { token }),
    });
    void stop.first.then(() => agent.stop());
    await agent.run();
    return 0;
  } catch (error) {
    throw error instanceof Error ? new Failure(error.message, { cause: error }) : error;
  } finally {
    clearInterval(keepAlive);
    stop.close();
  }
}

type Line = Parameters<Parameters<typeof openHostAgent>[0]["log"]>[0];

function logTo(out: Output, form: "text" | "json"): (line: Line) => void {
  return ({ level, message, run: id, error }) => {
    const at = new Date().toISOString();
    const why = error instanceof Error ? error.message : undefined;
    const facts = { at, level, message, ...(id && { run: id }), ...(why && { error: why }) };
    const about = [id && `run ${id}`, why].filter(Boolean).join(": ");
    out.write(
      form === "json"
        ? `${JSON.stringify(facts)}\n`
        : `${at} ${level.padEnd(7)} ${message}${about && ` (${about})`}\n`,
    );
  };
}
