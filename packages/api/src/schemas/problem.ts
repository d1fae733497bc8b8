import { z } from "zod";
import { type ErrorCode, errorCatalogue } from "../errors/catalogue.ts";

const codes = Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]];

export const issueSchema = z.strictObject({
  path: z.string().describe("A JSON pointer to what is meant; empty for the whole."),
  code: z.string().describe("Stable, for programs."),
  message: z.string().describe("What was expected, and what was found."),
  hint: z.exactOptional(z.string()),
  severity: z.enum(["error", "warning"]),
});

/** RFC 9457. Members that are not in the standard come after `instance`. */
export const problemSchema = z.strictObject({
  type: z.string().describe("Where the error is explained: a path on this server."),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe("One sentence on this one request, and what to do."),
  instance: z.string().describe("Names this one answer; the server's log has the same."),
  code: z.enum(codes),
  issues: z.exactOptional(z.array(issueSchema)).describe("Every mistake that was found, at once."),
  blockingRun: z.exactOptional(z.string()).describe("RUN_BLOCKED: the run that holds the job's slot."),
  run: z.exactOptional(z.string()).describe("RUN_BLOCKED: this launch, kept as a run with status REFUSED."),
});
export type Problem = z.infer<typeof problemSchema>;

/** What GET /errors/{code} tells: the catalogue's entry. */
export const errorExplanationSchema = z.strictObject({
  code: z.enum(codes),
  status: z.int(),
  title: z.string(),
  advice: z.string(),
});
