import { z } from "zod";
import { auditOutcomeSchema, auditRecordSchema, auditVerificationSchema } from "../schemas/audit.ts";
import { pageOf, pageQuery } from "../schemas/page.ts";
import { instantSchema, pathTextSchema } from "../schemas/scalars.ts";
import { json, route } from "./route.ts";

export const auditPageSchema = pageOf(auditRecordSchema);

export const auditRoutes = {
  listAudit: route({
    operationId: "listAudit",
    method: "GET",
    path: "/v1/audit",
    tag: "Audit",
    summary: "List the audit trail",
    description:
      "Newest first: every change and every try at one, and whatever was refused for want of a key or a grant.",
    action: "audit:read",
    query: z.strictObject({
      ...pageQuery,
      since: instantSchema.optional(),
      until: instantSchema.optional(),
      principal: pathTextSchema.optional().describe("The id or the name of a key."),
      action: pathTextSchema.optional().describe("Such as `runs:launch`."),
      outcome: auditOutcomeSchema.optional(),
    }),
    answers: { 200: json("A page of records.", auditPageSchema) },
    errors: [],
  }),
  verifyAudit: route({
    operationId: "verifyAudit",
    method: "GET",
    path: "/v1/audit/verification",
    tag: "Audit",
    summary: "Verify the audit trail",
    description:
      "Walks the whole chain: numbers without gaps, each hash from the one before it, each block's seal, which " +
      "only the holder of the master key can make.",
    action: "audit:read",
    answers: { 200: json("What was found.", auditVerificationSchema) },
    errors: [],
  }),
  exportAudit: route({
    operationId: "exportAudit",
    method: "GET",
    path: "/v1/audit/export",
    tag: "Audit",
    summary: "Export the audit trail",
    description: "Everything that is kept, oldest first, one JSON object a line, each with its hash.",
    action: "audit:read",
    answers: {
      200: { description: "The records.", content: { "application/x-ndjson": z.string() } },
    },
    errors: [],
  }),
} as const;
