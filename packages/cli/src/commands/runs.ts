import type { RunSummaryBody } from "@landbridge/api";
import { runStatuses } from "@landbridge/model";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { printListing } from "../output/listing.ts";
import { statusColumn } from "../output/status-column.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";
import { readPast } from "./read-period.ts";
import { readStatus } from "./read-status.ts";
import { causeText, durationOf, progressText } from "./run-text.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options } = invocation;
  const query = {
    job: options.text("job"),
    status: readStatus(options, runStatuses),
    host: options.text("host"),
    since: readPast(options, "since"),
    until: readPast(options, "until"),
  };
  const pages = pagesOf(connect(invocation), "listRuns", { query, limit: readLimit(options) });
  const times = timeText(options);
  return printListing<RunSummaryBody>(invocation, pages, {
    whenEmpty: "no runs",
    columns: [
      { title: "RUN", cell: ({ id }) => id },
      { title: "JOB", cell: ({ job }) => job, widthMin: 10 },
      statusColumn(),
      { title: "REQUESTED", cell: ({ requestedAt }) => times.moment(requestedAt) },
      { title: "TOOK", cell: (one) => durationOf(one), isRight: true, goes: 3 },
      { title: "BY", cell: ({ cause }) => causeText(cause), widthMin: 16, goes: 2 },
      {
        title: "REASON",
        cell: ({ reason, progress, endedAt }) =>
          reason ?? (endedAt === undefined ? progressText(progress) : undefined),
        widthMin: 12,
        goes: 1,
      },
    ],
  });
}
