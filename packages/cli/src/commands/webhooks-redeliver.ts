import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const id = invocation.parameters[0] ?? "";
  const delivery = await connect(invocation).call("redeliverWebhook", { parameters: { id } });
  invocation.terminal.err.write(`${delivery.id} is sent to ${delivery.webhook} again\n`);
  return 0;
}
