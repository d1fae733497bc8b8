import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";
import { printKey } from "./print-key.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, parameters, terminal } = invocation;
  const key = await connect(invocation).call("revokeKey", { parameters: { id: parameters[0] ?? "" } });
  if (options.flag("json")) terminal.out.write(`${JSON.stringify(key, null, 2)}\n`);
  else printKey(terminal.out, key, timeText(options));
  return 0;
}
