import { connect } from "../client/connect.ts";
import { type ExitStatus, usageFailure } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { printFound } from "./print-found.ts";

const numbers = {
  "max-concurrency": "maxConcurrency",
  "tolerated-failures": "toleratedFailureCount",
  "tolerated-percentage": "toleratedFailurePercentage",
} as const;

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const [id = ""] = invocation.parameters;
  const body: Record<string, number> = {};
  for (const [option, member] of Object.entries(numbers)) {
    const text = invocation.options.text(option);
    if (text === undefined) continue;
    if (!/^\d+(\.\d+)?$/.test(text)) throw usageFailure(`--${option} must be a number; it is "${text}"`);
    body[member] = Number(text);
  }
  if (Object.keys(body).length === 0) throw usageFailure("say what is to change; see --help");
  const mapRun = await connect(invocation).call("updateMapRun", { parameters: { id }, body });
  return printFound(invocation, { kind: "map-run", mapRun });
}
