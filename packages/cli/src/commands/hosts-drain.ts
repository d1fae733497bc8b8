import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import { cliLimits } from "../limits.ts";
import type { Invocation } from "../program/spec.ts";
import { printHost } from "./print-host.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const client = connect(invocation);
  const parameters = { name: invocation.parameters[0] ?? "" };
  let host = await client.call("drainHost", { parameters });
  if (invocation.options.flag("wait"))
    while (host.load.runs > 0) {
      await sleep(cliLimits.pollMsMax);
      host = await client.call("getHost", { parameters });
    }
  printHost(invocation, host);
  return 0;
}
