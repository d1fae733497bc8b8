import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { pageOf, pageQuery } from "../schemas/page.ts";
import {
  outputStreamSchema,
  resolveRunSchema,
  runSchema,
  runStatusSchema,
  runSummarySchema,
  signalledRunSchema,
  signalRunSchema,
  stopRunSchema,
} from "../schemas/run.ts";
import { flagSchema, instantSchema, pathTextSchema, wholeNumber } from "../schemas/scalars.ts";
import { json, route } from "./route.ts";

export const runPageSchema = pageOf(runSummarySchema);

const idParams = z.strictObject({ id: pathTextSchema });
/** As the run's own answer has it in its ETag. */
const expectationHeaders = z.object({
  "if-match": z
    .string()
    .max(256)
    .optional()
    .describe("The run's ETag as you saw it: nothing is done (412) when the run is another by now."),
});
const anyOffset = { min: 0, max: Number.MAX_SAFE_INTEGER } as const;

export const runRoutes = {
  listRuns: route({
    operationId: "listRuns",
    method: "GET",
    path: "/v1/runs",
    tag: "Runs",
    summary: "List runs",
    description: "Newest first, without inputs and results.",
    action: "runs:read",
    resource: { kind: "job", from: "query", name: "job" },
    query: z.strictObject({
      ...pageQuery,
      job: pathTextSchema.optional().describe("Only runs of this job."),
      status: runStatusSchema.optional(),
      host: pathTextSchema.optional().describe("Only runs on this host."),
      since: instantSchema.optional().describe("Only runs that were launched at this instant or later."),
      until: instantSchema.optional().describe("Only runs that were launched before this instant."),
    }),
    answers: { 200: json("A page of runs.", runPageSchema) },
    errors: [],
  }),
  getRun: route({
    operationId: "getRun",
    method: "GET",
    path: "/v1/runs/{id}",
    tag: "Runs",
    summary: "Look at a run",
    description: "One launch of a job, from launch to outcome.",
    action: "runs:read",
    resource: { kind: "job", from: "found" },
    params: idParams,
    answers: { 200: json("The run.", runSchema) },
    errors: ["RUN_NOT_FOUND"],
  }),
  getRunLog: route({
    operationId: "getRunLog",
    method: "GET",
    path: "/v1/runs/{id}/log",
    tag: "Runs",
    summary: "Read or follow a run's output",
    description:
      "Bytes of one stream of one attempt, from `offset`; the headers say where to go on. With " +
      "`follow=true` the answer is a stream of server-sent events instead: `output` with `offset`, " +
      "`nextOffset`, `time` and `text`, and, when no more will come, one `end` with " +
      "`nextOffset` and, where the host's disk was full, `mayLackAfter`. An event's id is its " +
      "`nextOffset`, so a reader that reconnects with `Last-Event-ID` misses nothing and sees nothing twice. " +
      "With `timestamps=true` the answer is lines of JSON, one a line of output: `time`, `offset`, and `text` with " +
      "the line's end, or `base64` where the line is no UTF-8. `time` is when the line's first byte was written, " +
      "to a tenth of a second; it is absent where it is not known.",

    action: "runs:read",
    resource: { kind: "job", from: "found" },
    params: idParams,
    query: z.strictObject({
      stream: outputStreamSchema.default("stdout"),
      attempt: wholeNumber({ min: 1, max: 1_000_000 }).optional().describe("Default: the newest."),
      offset: wholeNumber(anyOffset).default(0).describe("In bytes, from the beginning of the stream."),
      limit: wholeNumber({ min: 1, max: apiLimits.logChunkBytesMax })
        .default(apiLimits.logChunkBytesDefault)
        .describe("At most so many bytes."),
      follow: flagSchema.default(false),
      timestamps: flagSchema
        .default(false)
        .describe("Lines of JSON, each with its time; events have it anyhow."),
    }),
    headers: z.object({
      "last-event-id": z
        .string()
        .regex(/^[0-9]{1,15}$/, "must be the id of an event of this stream")
        .transform(Number)
        .pipe(z.int())
        .optional()
        .describe("With `follow`: go on after this event; wins over `offset`."),
    }),
    answers: {
      200: {
        description: "The bytes, or the events.",
        content: {
          "text/plain": z.string(),
          "application/x-ndjson": z.string(),
          "text/event-stream": z.string(),
        },
        headers: {
          "Landbridge-Attempt": "Which attempt this is.",
          "Landbridge-Offset": "Where these bytes begin; later than asked for if older output was given up.",
          "Landbridge-Next-Offset": "Where to go on.",
          "Landbridge-Dropped-Before": "Output before this offset was given up to stay within its limit.",
          "Landbridge-End": "`true`: no more will come after these bytes.",
          "Landbridge-May-Lack-After":
            "Only where the host's disk was full: what the run wrote after this offset may be missing.",
        },
      },
    },
    errors: ["RUN_NOT_FOUND", "LOG_NOT_FOUND", "HOST_UNREACHABLE", "TOO_MANY_FOLLOWERS"],
  }),
  stopRun: route({
    operationId: "stopRun",
    method: "POST",
    path: "/v1/runs/{id}/stop",
    tag: "Runs",
    summary: "Stop a run",
    description:
      "SIGTERM to the run's processes, then SIGKILL after the job's grace. Answers when the wish is " +
      "stored; the run's status says when it is done. A run that has its outcome is left as it is.",
    action: "runs:stop",
    params: idParams,
    headers: expectationHeaders,
    body: { schema: stopRunSchema, isOptional: true, bytesMax: apiLimits.bodyBytesMax },
    answers: { 202: json("The run, as it is now.", runSchema) },
    errors: ["RUN_NOT_FOUND", "PRECONDITION_FAILED"],
  }),
  signalRun: route({
    operationId: "signalRun",
    method: "POST",
    path: "/v1/runs/{id}/signal",
    tag: "Runs",
    summary: "Send a signal to a run",
    description:
      "To the run's command and those of its descendants that kept its environment. Answers when the host " +
      "has sent it; it is not sent again, nor kept for later. To end a run use stop, which is certain.",
    action: "runs:signal",
    params: idParams,
    body: { schema: signalRunSchema, bytesMax: apiLimits.bodyBytesMax },
    answers: { 200: json("The run, and how many processes were reached.", signalledRunSchema) },
    errors: ["RUN_NOT_FOUND", "RUN_NOT_RUNNING", "HOST_UNREACHABLE"],
  }),
  resolveRun: route({
    operationId: "resolveRun",
    method: "POST",
    path: "/v1/runs/{id}/resolve",
    tag: "Runs",
    summary: "Declare an unreachable run gone",
    description:
      "An operator's word that no process of the run is left, which sets it LOST and frees its slot. " +
      "The word, the key's name and the time are kept. Only for runs that nobody can reach: if the " +
      "process lives after all, the next run will overlap with it.",
    action: "runs:resolve",
    params: idParams,
    headers: expectationHeaders,
    body: { schema: resolveRunSchema, bytesMax: apiLimits.bodyBytesMax },
    answers: { 200: json("The run.", runSchema) },
    errors: ["RUN_NOT_FOUND", "RUN_NOT_RESOLVABLE", "PRECONDITION_FAILED"],
  }),
} as const;
