import { epochMs } from "@landbridge/model";
import type { Keys } from "../../auth/keys.ts";
import { type Handlers, json } from "../handler.ts";
import type { Services } from "../services.ts";
import { keyBody, occurrenceBody, pageBody, scheduleBody } from "../views.ts";
import { pageRequest } from "./page.ts";

type Ops = "listSchedules" | "listOccurrences" | "applyProject" | "listKeys" | "createKey" | "revokeKey";

export function administrationHandlers({ schedules, project }: Services, keys: Keys): Handlers<Ops> {
  return {
    listSchedules: async ({ query }) =>
      json(200, pageBody(await schedules.list(pageRequest(query)), scheduleBody)),
    listOccurrences: async ({ params, query }) => {
      const page = await schedules.occurrences(params.name, { ...pageRequest(query), when: query.when });
      return json(200, pageBody(page, occurrenceBody));
    },
    applyProject: async ({ query, body }, { principal }) => {
      const done = await project.apply(body, { isPlan: query.plan, principal });
      return json(200, { project: body.name, isPlan: query.plan, ...done });
    },
    listKeys: async ({ query }) => json(200, pageBody(await keys.list(pageRequest(query)), keyBody)),
    createKey: async ({ body }, { principal }) => {
      const { key, secret } = await keys.create({
        name: body.name,
        scopes: body.scopes,
        createdBy: principal,
        ...(body.expiresAt === undefined ? {} : { expiresAt: epochMs(Date.parse(body.expiresAt)) }),
      });
      return json(201, { ...keyBody(key), secret }, { location: `/v1/keys/${key.id}` });
    },
    revokeKey: async ({ params }, { principal }) =>
      json(200, keyBody(await keys.revoke(params.id, { principal }))),
  };
}
