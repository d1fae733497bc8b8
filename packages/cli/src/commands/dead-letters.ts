import type { DeadLetterBody } from "@landbridge/api";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { printListing } from "../output/listing.ts";
import { plain } from "../output/plain.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options } = invocation;
  const query = { queue: options.text("queue") };
  const pages = pagesOf(connect(invocation), "listDeadLetters", { query, limit: readLimit(options) });
  const times = timeText(options);
  return printListing<DeadLetterBody>(invocation, pages, {
    whenEmpty: "no dead letters",
    columns: [
      { title: "ID", cell: ({ id }) => id },
      { title: "SCHEDULE", cell: ({ schedule }) => schedule, widthMin: 8 },
      { title: "DUE", cell: ({ due }) => times.moment(due) },
      { title: "TRIED", cell: ({ attempts = 0 }) => String(attempts), isRight: true, goes: 2 },
      { title: "REASON", cell: ({ reason }) => plain(reason), widthMin: 16, goes: 1 },
    ],
  });
}
