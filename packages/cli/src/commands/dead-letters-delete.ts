import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const id = invocation.parameters[0] ?? "";
  await connect(invocation).call("deleteDeadLetter", { parameters: { id } });
  invocation.terminal.err.write(`the dead letter ${id} is gone\n`);
  return 0;
}
