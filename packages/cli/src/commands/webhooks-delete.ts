import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const name = invocation.parameters[0] ?? "";
  await connect(invocation).call("deleteWebhook", { parameters: { name } });
  invocation.terminal.err.write(`the webhook ${name} is gone\n`);
  return 0;
}
