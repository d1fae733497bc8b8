import type { Keys, MadeKey } from "../../auth/keys.ts";
import { type Answer, type Handlers, json } from "../handler.ts";
import type { Services } from "../services.ts";
import { deadLetterBody, keyBody, occurrenceBody, pageBody, scheduleBody } from "../views.ts";
import { instantOf, pageRequest, without } from "./page.ts";

type Ops =
  | "listSchedules"
  | "listOccurrences"
  | "listDeadLetters"
  | "deleteDeadLetter"
  | "applyProject"
  | "listKeys"
  | "createKey"
  | "rotateKey"
  | "revokeKey";

export function administrationHandlers({ schedules, project }: Services, keys: Keys): Handlers<Ops> {
  return {
    listSchedules: async ({ query }) =>
      json(200, pageBody(await schedules.list(pageRequest(query)), scheduleBody)),
    listOccurrences: async ({ params, query }) => {
      const page = await schedules.occurrences(params.name, { ...pageRequest(query), when: query.when });
      return json(200, pageBody(page, occurrenceBody));
    },
    listDeadLetters: async ({ query }) => {
      const { queue } = query;
      const page = await schedules.deadLetters({ ...pageRequest(query), ...without({ queue }) });
      return json(200, pageBody(page, deadLetterBody));
    },
    deleteDeadLetter: async ({ params }) => {
      await schedules.deleteDeadLetter(params.id);
      return { status: 204 };
    },
    applyProject: async ({ query, body }, { principal }) => {
      const done = await project.apply(body, { isPlan: query.plan, principal });
      return json(200, { project: body.name, isPlan: query.plan, ...done });
    },
    listKeys: async ({ query }) => json(200, pageBody(await keys.list(pageRequest(query)), keyBody)),
    createKey: async ({ body }, { principal }) => {
      const { name, scopes, launch, limits, aws: isPair } = body;
      return made(
        await keys.create({
          name,
          scopes,
          launch,
          isPair,
          createdBy: principal,
          ...without({ limits, expiresAt: instantOf(body.expiresAt) }),
        }),
      );
    },
    rotateKey: async ({ params, body }, { principal }) =>
      made(
        await keys.rotate(params.id, {
          principal,
          overlapMs: body.overlapSeconds * 1_000,
          ...without({ expiresAt: instantOf(body.expiresAt) }),
        }),
      ),
    revokeKey: async ({ params }, { principal }) =>
      json(200, keyBody(await keys.revoke(params.id, { principal }))),
  };
}

function made({ key, secret }: MadeKey): Answer {
  const told = key.masterKeyId === undefined ? { secret } : { secretAccessKey: secret };
  return json(201, { ...keyBody(key), ...told }, { location: `/v1/keys/${key.id}` });
}
