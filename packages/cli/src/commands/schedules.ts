import type { ScheduleBody } from "@landbridge/api";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { humanDistance } from "../output/duration.ts";
import { printListing } from "../output/listing.ts";
import { paintStatus } from "../output/status.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options } = invocation;
  const pages = pagesOf(connect(invocation), "listSchedules", { limit: readLimit(options) });
  const times = timeText(options);
  const now = Date.now();
  return printListing<ScheduleBody>(invocation, pages, {
    whenEmpty: "no schedules; `landbridge apply DIR` loads a project",
    columns: [
      { title: "SCHEDULE", cell: ({ group, name }) => (group === undefined ? name : `${group}/${name}`) },
      { title: "EXPRESSION", cell: ({ expression }) => expression, widthMin: 12 },
      { title: "ZONE", cell: ({ timezone }) => timezone, widthMin: 6, goes: 2 },
      { title: "TARGET", cell: targetText, widthMin: 8 },
      {
        title: "STATE",
        cell: ({ state }) => state,
        paint: ({ state }, _, colours) => paintStatus(state, colours),
      },
      { title: "NEXT", cell: ({ nextDue }) => (nextDue === null ? "never" : times.moment(nextDue)) },
      {
        title: "",
        cell: ({ nextDue }) => (nextDue === null ? "" : humanDistance(now, Date.parse(nextDue))),
        goes: 1,
      },
    ],
  });
}

function targetText({ target }: ScheduleBody): string {
  switch (target.kind) {
    case "job":
      return `job ${target.job}`;
    case "state-machine":
      return `machine ${target.stateMachine}`;
    case "function":
      return `function ${target.function}`;
    case "aws":
      return target.arn;
  }
}
