import type { ServerNews } from "@landbridge/server";

type JsonEvent = Readonly<Record<string, unknown>>;

/** News as members of one line of JSON each. Inputs, outputs and results stay out: they may be sensitive. */
export function jsonEvents(news: ServerNews): readonly JsonEvent[] {
  switch (news.kind) {
    case "execution": {
      const { id, machineName, name, history } = news.news;
      return history.map((event) => ({
        at: instant(event.timestamp),
        kind: "execution",
        execution: id,
        stateMachine: machineName,
        name,
        eventId: event.id,
        event: event.type,
        state: event.details?.name,
        error: event.details?.error,
      }));
    }
    case "run": {
      const { id, job, status, attempt, exit, blockingRun, reason } = news.run;
      return [
        { at: instant(news.at), kind: "run", run: id, job, status, attempt, exit, blockingRun, reason },
      ];
    }
    case "occurrence": {
      const { at, schedule, due, outcome } = news;
      return [{ at: instant(at), kind: "occurrence", schedule, due: instant(due), outcome }];
    }
    case "function-log": {
      const { functionName, requestId, stream, at, text } = news.line;
      return [{ at: instant(at), kind: "function", function: functionName, requestId, stream, text }];
    }
  }
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
