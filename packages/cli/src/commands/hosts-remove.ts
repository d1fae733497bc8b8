import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { printHost } from "./print-host.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const name = invocation.parameters[0] ?? "";
  printHost(invocation, await connect(invocation).call("removeHost", { parameters: { name } }));
  return 0;
}
