import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { openServer } from "./open-server.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, terminal } = invocation;
  const { server, store } = await openServer(invocation);
  const isPlan = options.flag("dry-run");
  const statements = await server.migrateStore(store, isPlan);
  if (options.flag("json")) terminal.out.write(`${JSON.stringify({ isPlan, statements })}\n`);
  else if (statements.length === 0) terminal.out.write("nothing is missing\n");
  else if (isPlan) terminal.out.write(`${statements.map((statement) => `${statement};`).join("\n")}\n`);
  else terminal.out.write(`${statements.length} statements applied\n`);
  return 0;
}
