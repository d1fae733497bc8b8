import { connect } from "../client/connect.ts";
import { type ExitStatus, usageFailure } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { printFound } from "./print-found.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const [id = ""] = invocation.parameters;
  const reason = invocation.options.text("reason");
  if (reason === undefined || reason.trim() === "")
    throw usageFailure("--reason is needed", "say how you know that no process of the run is left");
  const resolved = await connect(invocation).call("resolveRun", { parameters: { id }, body: { reason } });
  return printFound(invocation, { kind: "run", run: resolved });
}
