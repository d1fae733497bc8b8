import type { HostBody } from "@landbridge/api";
import { printFacts } from "../output/facts.ts";
import { plain } from "../output/plain.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";

export function printHost({ options, terminal: { out } }: Invocation, host: HostBody): void {
  if (options.flag("json")) return out.write(`${JSON.stringify(host, null, 2)}\n`);
  const times = timeText(options);
  printFacts(out, [
    ["host", host.name],
    ["state", host.isConnected ? host.state : `${host.state}, not connected`],
    ["labels", plain(labelsText(host))],
    ["runs", String(host.load.runs)],
    ["slots", shareText(host, "slots")],
    ["CPU units", shareText(host, "cpuUnits")],
    ["memory MiB", shareText(host, "memoryMebibytes")],
    ["agent", host.agentVersion === undefined ? undefined : plain(host.agentVersion)],
    ["last seen", host.lastSeenAt === undefined ? "never" : times.exact(host.lastSeenAt)],
    ["created", times.exact(host.createdAt)],
  ]);
}

export function labelsText({ labels }: HostBody): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(" ");
}

/** "2 of 8"; without a limit, what is taken alone. */
export function shareText(
  { load, capacity }: HostBody,
  measure: "slots" | "cpuUnits" | "memoryMebibytes",
): string {
  const limit = capacity[measure];
  return limit === undefined ? String(load[measure]) : `${load[measure]} of ${limit}`;
}
