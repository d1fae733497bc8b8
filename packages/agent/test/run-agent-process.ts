// An agent in a process of its own, for tests that kill it. Lines of JSON: orders in, reports out; every
// report is acknowledged.
import { createInterface } from "node:readline";
import type { RunOrder } from "@landbridge/model";
import { createRunAgent } from "../src/runs/agent.ts";
import { systemClock } from "./runs.ts";

const agent = createRunAgent({
  folder: process.argv[2] ?? "",
  clock: systemClock,
  limits: { pollMs: 100 },
  report: async (report) => {
    process.stdout.write(`${JSON.stringify(report)}\n`);
  },
});

createInterface({ input: process.stdin }).on("line", (line) => {
  const { start, stop } = JSON.parse(line) as { readonly start?: RunOrder; readonly stop?: RunOrder };
  if (start !== undefined) agent.start(start);
  if (stop !== undefined) agent.stop(stop);
});
