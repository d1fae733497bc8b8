import type { HostBody } from "@landbridge/api";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { printListing } from "../output/listing.ts";
import { plain } from "../output/plain.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";
import { labelsText, shareText } from "./print-host.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, terminal } = invocation;
  const pages = pagesOf(connect(invocation), "listHosts", { limit: readLimit(options) });
  const times = timeText(options);
  const { dim, yellow } = terminal.out.colours;
  return printListing<HostBody>(invocation, pages, {
    whenEmpty: "no hosts",
    columns: [
      { title: "HOST", cell: ({ name }) => name, widthMin: 8 },
      {
        title: "STATE",
        cell: (host) => (host.isConnected || host.state !== "ONLINE" ? host.state : "ONLINE (away)"),
        paint: ({ state, isConnected }, text) =>
          state === "REMOVED" ? dim(text) : isConnected ? text : yellow(text),
      },
      { title: "RUNS", cell: ({ load }) => String(load.runs) },
      { title: "SLOTS", cell: (host) => shareText(host, "slots") },
      { title: "CPU UNITS", cell: (host) => shareText(host, "cpuUnits"), goes: 3 },
      { title: "MEMORY MIB", cell: (host) => shareText(host, "memoryMebibytes"), goes: 3 },
      { title: "LABELS", cell: (host) => plain(labelsText(host)), goes: 2 },
      {
        title: "LAST SEEN",
        cell: ({ lastSeenAt }) => (lastSeenAt === undefined ? undefined : times.moment(lastSeenAt)),
        goes: 1,
      },
    ],
  });
}
