import { executionStatuses } from "@landbridge/model";
import type { ExecutionSummaryBody } from "../client/calls.ts";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { humanDuration } from "../output/duration.ts";
import { printListing } from "../output/listing.ts";
import { statusColumn } from "../output/status-column.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";
import { readStatus } from "./read-status.ts";
import { epochOf } from "./run-text.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options } = invocation;
  const query = {
    stateMachine: options.text("state-machine"),
    status: readStatus(options, executionStatuses),
  };
  const pages = pagesOf(connect(invocation), "listExecutions", { query, limit: readLimit(options) });
  const times = timeText(options);
  return printListing<ExecutionSummaryBody>(invocation, pages, {
    whenEmpty: "no executions",
    columns: [
      { title: "EXECUTION", cell: ({ id }) => id },
      { title: "STATE MACHINE", cell: ({ stateMachine }) => stateMachine, widthMin: 10 },
      statusColumn(),
      { title: "STARTED", cell: ({ startedAt }) => times.moment(startedAt) },
      {
        title: "TOOK",
        cell: ({ startedAt, stoppedAt }) => humanDuration(epochOf(stoppedAt) - epochOf(startedAt)),
        isRight: true,
        goes: 2,
      },
      { title: "NAME", cell: ({ id, name }) => (name === id ? "" : name), widthMin: 10, goes: 1 },
    ],
  });
}
