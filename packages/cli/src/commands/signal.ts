import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { printFound } from "./print-found.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { parameters, terminal } = invocation;
  const [id = "", name = ""] = parameters;
  const signal = name.startsWith("SIG") ? name : `SIG${name}`;
  const sent = await connect(invocation).call("signalRun", { parameters: { id }, body: { signal } });
  terminal.err.write(`${signal} reached ${sent.processCount} processes\n`);
  return printFound(invocation, { kind: "run", run: sent.run });
}
