import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { openServer } from "./open-server.ts";

/** Exit status 1 where something was found. */
export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, terminal } = invocation;
  const { out } = terminal;
  const { server, store } = await openServer(invocation);
  const { findings, checked } = await server.examine(store);
  const isSound = findings.every(({ severity }) => severity === "warning");
  if (options.flag("json")) out.write(`${JSON.stringify({ isSound, findings, checked }, null, 2)}\n`);
  else {
    const { red, yellow, green, dim } = out.colours;
    for (const { severity, where, message, advice } of findings) {
      const mark = severity === "error" ? red("wrong") : yellow("look at");
      out.write(`${mark} ${where}: ${message}\n  ${dim(advice)}\n`);
    }
    const seen = Object.entries(checked).map(([what, count]) => `${count} ${what}`);
    out.write(`${isSound ? green("sound") : red("not sound")}: ${seen.join(", ")} looked at\n`);
  }
  return isSound ? 0 : 1;
}
