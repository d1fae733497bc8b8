import type { MapRunBody } from "@landbridge/api";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { humanDuration } from "../output/duration.ts";
import { printListing } from "../output/listing.ts";
import { statusColumn } from "../output/status-column.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";
import { countsText } from "./print-map-run.ts";
import { epochOf } from "./run-text.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options } = invocation;
  const [id = ""] = invocation.parameters;
  const asked = { parameters: { id }, limit: readLimit(options) };
  const pages = pagesOf(connect(invocation), "listMapRuns", asked);
  const times = timeText(options);
  return printListing<MapRunBody>(invocation, pages, {
    whenEmpty: "no map runs",
    columns: [
      { title: "MAP RUN", cell: (mapRun) => mapRun.id },
      statusColumn(),
      { title: "STARTED", cell: ({ startedAt }) => times.moment(startedAt) },
      {
        title: "TOOK",
        cell: ({ startedAt, stoppedAt }) => humanDuration(epochOf(stoppedAt) - epochOf(startedAt)),
        isRight: true,
        goes: 1,
      },
      { title: "ITEMS", cell: ({ itemCounts }) => countsText(itemCounts), widthMin: 10 },
    ],
  });
}
