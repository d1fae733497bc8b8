import { resolve } from "node:path";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { openServer } from "./open-server.ts";
import { rowsText } from "./rows-text.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { parameters, options, terminal } = invocation;
  const file = resolve(terminal.folder, parameters[0] ?? "");
  const { server, store } = await openServer(invocation);
  const summary = await server.restoreStore({ ...store, file });
  if (options.flag("json")) terminal.out.write(`${JSON.stringify(summary)}\n`);
  else terminal.out.write(`restored what was there at ${summary.createdAt}: ${rowsText(summary.rows)}\n`);
  return 0;
}
