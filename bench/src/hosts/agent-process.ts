// An agent in a process of its own, so that its memory is its own. Settings as JSON in the first argument.
import { openHostAgent } from "@landbridge/agent/host-agent";
import { systemClock } from "@landbridge/server/system";

const { server, dataFolder, token } = JSON.parse(process.argv[2] ?? "{}") as Record<string, string>;
setInterval(() => {}, 1_000_000);
const agent = await openHostAgent({
  servers: [new URL(server ?? "")],
  dataFolder: dataFolder ?? "",
  labels: {},
  capacity: {},
  version: "bench",
  clock: systemClock,
  random: Math.random,
  log: () => {},
  changed: ({ kind }) => void process.stdout.write(`${kind}\n`),
  ...(token === undefined ? {} : { token }),
});
process.once("SIGTERM", () => agent.stop());
await agent.run();
process.exit(0);
