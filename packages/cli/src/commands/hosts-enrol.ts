import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, terminal, parameters } = invocation;
  const expiresInSeconds = options.whole("expires", { min: 60, max: 30 * 86_400 });
  const body = { name: parameters[0] ?? "", ...(expiresInSeconds !== undefined && { expiresInSeconds }) };
  const enrolled = await connect(invocation).call("enrolHost", { body });
  if (options.flag("json")) {
    terminal.out.write(`${JSON.stringify(enrolled, null, 2)}\n`);
    return 0;
  }
  // Alone on the standard output, so that it can be sent to a file.
  terminal.out.write(`${enrolled.token}\n`);
  const until = timeText(options).exact(enrolled.expiresAt);
  terminal.err.write(`good once, until ${until}: LANDBRIDGE_ENROLMENT=… landbridge agent --server URL\n`);
  return 0;
}
