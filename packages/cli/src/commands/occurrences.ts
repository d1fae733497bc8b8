import type { OccurrenceBody } from "@landbridge/api";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { printListing } from "../output/listing.ts";
import { statusColumn } from "../output/status-column.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, parameters } = invocation;
  const when = options.flag("upcoming") ? "upcoming" : "past";
  const pages = pagesOf(connect(invocation), "listOccurrences", {
    parameters: { name: parameters[0] ?? "" },
    query: { when },
    limit: readLimit(options),
  });
  const times = timeText(options);
  return printListing<OccurrenceBody>(invocation, pages, {
    whenEmpty: when === "past" ? "nothing was due yet" : "it is never due again",
    columns: [
      { title: "DUE", cell: ({ due }) => times.moment(due) },
      statusColumn(),
      { title: "LAUNCHED", cell: launchedText },
      { title: "REASON", cell: ({ reason }) => reason, widthMin: 6 },
    ],
  });
}

function launchedText({ run: launched, execution }: OccurrenceBody): string | undefined {
  if (launched !== undefined) return `run ${launched}`;
  return execution === undefined ? undefined : `execution ${execution}`;
}
