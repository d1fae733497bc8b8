import { Readable } from "node:stream";
import { type Handlers, json } from "../handler.ts";
import type { Services } from "../services.ts";
import { pageBody } from "../views.ts";
import { instantOf, pageRequest, without } from "./page.ts";

type Ops = "listAudit" | "verifyAudit" | "exportAudit";

export function auditHandlers({ audit }: Services): Handlers<Ops> {
  return {
    listAudit: async ({ query }) => {
      const { principal, action, outcome } = query;
      const filters = {
        principal,
        action,
        outcome,
        since: instantOf(query.since),
        until: instantOf(query.until),
      };
      const page = await audit.list({ ...pageRequest(query), ...without(filters) });
      return json(
        200,
        pageBody(page, (record) => record),
      );
    },
    verifyAudit: async () => json(200, await audit.verify()),
    exportAudit: async (_input, call) => {
      call.follow();
      const stream = Readable.from(audit.export());
      return { status: 200, content: { kind: "stream", type: "application/x-ndjson", stream } };
    },
  };
}
