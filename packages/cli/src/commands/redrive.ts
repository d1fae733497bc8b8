import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { printFound } from "./print-found.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const [id = ""] = invocation.parameters;
  const clientToken = invocation.options.text("token");
  const execution = await connect(invocation).call("redriveExecution", {
    parameters: { id },
    body: { ...(clientToken !== undefined && { clientToken }) },
  });
  return printFound(invocation, { kind: "execution", execution });
}
