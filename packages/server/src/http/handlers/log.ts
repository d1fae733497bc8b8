import { Readable } from "node:stream";
import { ApiError } from "@landbridge/api";
import { type OutputChunk, type Run, runId } from "@landbridge/model";
import { followOutput } from "../follow/follow-output.ts";
import { logLines } from "../follow/log-lines.ts";
import type { Answer, Handlers } from "../handler.ts";
import type { HttpLimits } from "../limits.ts";
import type { Services } from "../services.ts";

export function logHandlers({ runs }: Services, limits: HttpLimits): Handlers<"getRunLog"> {
  return {
    getRunLog: async ({ params, query, headers }, call) => {
      const run = await runs.get(runId(params.id));
      await call.permit(() => ({ kind: "job", name: run.job }));
      const attempt = attemptOf(run, query.attempt);
      const from = { run: run.id, attempt, stream: query.stream };
      if (!query.follow) {
        const range = { ...from, offset: query.offset, bytesMax: query.limit };
        if (query.timestamps)
          return linesAnswer(await runs.readOutput({ ...range, withTimes: true }), attempt);
        return chunkAnswer(await runs.readOutput(range), attempt);
      }
      call.follow();
      const offset = headers["last-event-id"] ?? query.offset;
      const { problemOf } = call;
      const follow = { ...from, offset, signal: call.signal(), pingMs: limits.followPingMs, problemOf };
      return {
        status: 200,
        // Proxies must pass events on as they come.
        headers: { "cache-control": "no-store, no-transform", "x-accel-buffering": "no" },
        content: {
          kind: "stream",
          type: "text/event-stream; charset=utf-8",
          stream: Readable.from(followOutput(runs, follow)),
        },
      };
    },
  };
}

function attemptOf(run: Run, asked: number | undefined): number {
  const attempt = asked ?? run.attempt;
  if (attempt >= 1 && attempt <= run.attempt) return attempt;
  const begun = run.attempt === 0 ? "none has begun" : `it has had ${run.attempt}`;
  throw new ApiError("LOG_NOT_FOUND", `The run has no attempt ${Math.max(1, attempt)}; ${begun}.`);
}

function chunkAnswer(chunk: OutputChunk, attempt: number): Answer {
  return {
    status: 200,
    headers: placeOf(chunk, attempt, chunk.bytes.length),
    content: { kind: "bytes", type: "text/plain; charset=utf-8", bytes: chunk.bytes },
  };
}

function linesAnswer(chunk: OutputChunk, attempt: number): Answer {
  const { text, length } = logLines(chunk);
  return {
    status: 200,
    headers: placeOf(chunk, attempt, length),
    content: { kind: "bytes", type: "application/x-ndjson", bytes: text },
  };
}

function placeOf(chunk: OutputChunk, attempt: number, length: number): Readonly<Record<string, string>> {
  return {
    "landbridge-attempt": String(attempt),
    "landbridge-offset": String(chunk.offset),
    "landbridge-next-offset": String(chunk.offset + length),
    "landbridge-dropped-before": String(chunk.droppedBefore),
    "landbridge-end": String(chunk.isLast && length === chunk.bytes.length),
    ...(chunk.mayLackAfter === undefined ? {} : { "landbridge-may-lack-after": String(chunk.mayLackAfter) }),
  };
}
