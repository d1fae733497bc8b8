import type { ServerNews } from "@landbridge/server";
import { executionLines } from "./execution-lines.ts";
import { functionLines } from "./function-lines.ts";
import type { Line } from "./line.ts";
import { createMemory } from "./memory.ts";
import { occurrenceLines } from "./occurrence-lines.ts";
import { runLines } from "./run-lines.ts";

/** What to say of each piece of news; nothing of many. Remembers what is open, to say how long it took. */
export function createTeller(): (news: ServerNews) => readonly Line[] {
  const startedExecutions = createMemory<number>();
  const knownRuns = createMemory<string>();
  return (news) => {
    switch (news.kind) {
      case "execution":
        return executionLines(news.news, startedExecutions);
      case "run":
        return runLines(news, knownRuns);
      case "occurrence":
        return occurrenceLines(news);
      case "function-log":
        return functionLines(news.line);
    }
  };
}
