import { connect } from "../client/connect.ts";
import { type ExitStatus, usageFailure } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, parameters, terminal } = invocation;
  const url = options.text("url");
  const secret = options.text("secret");
  const events = options.texts("event");
  if (url === undefined || secret === undefined || events.length === 0)
    throw usageFailure(
      "--url, --event and --secret are needed",
      "as in: --url https://pager.internal/hook --event run.failed --secret '${secret:store:pager-key}'",
    );
  const name = parameters[0] ?? "";
  const body = { url, events, secret, sources: options.texts("of"), isEnabled: !options.flag("disabled") };
  const webhook = await connect(invocation).call("putWebhook", { parameters: { name }, body });
  if (options.flag("json")) terminal.out.write(`${JSON.stringify(webhook, null, 2)}\n`);
  else terminal.err.write(`${webhook.name} is told of ${webhook.events.join(", ")} from now on\n`);
  return 0;
}
