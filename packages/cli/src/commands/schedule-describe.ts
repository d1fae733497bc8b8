import { describeExpression, printExpression } from "@landbridge/calendar";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { readExpression, readTimezone } from "./schedule-next.ts";

export async function run({ parameters: [text = ""], options, terminal }: Invocation): Promise<ExitStatus> {
  const timezone = readTimezone(options);
  const expression = readExpression(text);
  const description = describeExpression(expression, timezone);
  const facts = { expression: printExpression(expression), timezone, description };
  terminal.out.write(options.flag("json") ? `${JSON.stringify(facts)}\n` : `${description}\n`);
  return 0;
}
