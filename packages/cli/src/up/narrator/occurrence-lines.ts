import type { ServerNews } from "@landbridge/server";
import type { Line } from "./line.ts";

type OccurrenceNews = Extract<ServerNews, { readonly kind: "occurrence" }>;
type Said = Pick<Line, "text" | "tone" | "plural">;

export function occurrenceLines({ at, schedule, outcome }: OccurrenceNews): readonly Line[] {
  const said = say(outcome);
  return said === undefined ? [] : [{ at, subject: "schedule", name: schedule, ...said }];
}

function say(outcome: OccurrenceNews["outcome"]): Said | undefined {
  switch (outcome.kind) {
    case "launched":
      return {
        text: `fired: ${outcome.launched.kind} ${outcome.launched.id}`,
        tone: "plain",
        plural: "schedules fired",
      };
    case "refused":
      return {
        text: `fired, and was refused: run ${outcome.blockingRun} is still open`,
        tone: "warning",
        plural: "schedules refused",
      };
    case "failed": {
      const next = outcome.isRetryable ? "; it is tried again" : "";
      return { text: `cannot launch: ${outcome.reason}${next}`, tone: "bad", plural: "launches failed" };
    }
    // It was told when it happened.
    case "duplicate":
      return undefined;
  }
}
