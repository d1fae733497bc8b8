import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, parameters, terminal } = invocation;
  const body = { undo: options.flag("undo") };
  const drained = await connect(invocation).call("drainNode", {
    parameters: { name: parameters[0] ?? "" },
    body,
  });
  const { name, isDraining } = drained;
  const sentence = isDraining
    ? `${name} gives up its work; stop it when \`landbridge nodes\` says that it holds nothing`
    : `${name} takes work again`;
  terminal.out.write(`${options.flag("json") ? JSON.stringify(drained, null, 2) : sentence}\n`);
  return 0;
}
