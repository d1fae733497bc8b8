import type { HistoryEventBody } from "../client/calls.ts";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { cliLimits } from "../limits.ts";
import { printListing } from "../output/listing.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";
import { eventText } from "./event-text.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, parameters, terminal } = invocation;
  const pages = pagesOf(connect(invocation), "getExecutionHistory", {
    parameters: { id: parameters[0] ?? "" },
    query: { reverse: options.flag("reverse"), includeData: !options.flag("without-data") },
    limit: readLimit(options, cliLimits.historyEventsDefault),
  });
  const times = timeText(options);
  return printListing<HistoryEventBody>(invocation, pages, {
    member: "events",
    whenEmpty: "no events",
    columns: [
      { title: "ID", cell: ({ id }) => String(id), isRight: true },
      { title: "TIME", cell: ({ timestamp }) => times.moment(timestamp * 1_000) },
      { title: "EVENT", cell: ({ type }) => type, paint: ({ type }, text) => paintEvent(type, text) },
      { title: "WHAT", cell: eventText, widthMin: 10 },
    ],
  });

  function paintEvent(type: string, text: string): string {
    const { red, green } = terminal.out.colours;
    if (/(Failed|TimedOut|Aborted)$/.test(type)) return red(text);
    return /^Execution(Started|Succeeded)$/.test(type) ? green(text) : text;
  }
}
