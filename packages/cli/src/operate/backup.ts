import { resolve } from "node:path";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { version } from "../version.ts";
import { openServer } from "./open-server.ts";
import { rowsText } from "./rows-text.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { parameters, options, terminal } = invocation;
  const file = resolve(terminal.folder, parameters[0] ?? "");
  const { server, store } = await openServer(invocation);
  const summary = await server.backupStore({ ...store, file, version, now: () => server.systemClock.now() });
  if (options.flag("json")) terminal.out.write(`${JSON.stringify(summary)}\n`);
  else terminal.out.write(`${summary.file}: ${rowsText(summary.rows)}, ${summary.bytes} bytes\n`);
  return 0;
}
