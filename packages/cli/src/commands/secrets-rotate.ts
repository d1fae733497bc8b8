import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, terminal } = invocation;
  const done = await connect(invocation).call("rotateSecrets", { timeoutMs: 600_000 });
  if (options.flag("json")) terminal.out.write(`${JSON.stringify(done, null, 2)}\n`);
  else terminal.out.write(`${done.changedCount} secrets are encrypted under the key ${done.keyId} now\n`);
  return 0;
}
