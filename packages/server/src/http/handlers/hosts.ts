import { type Handlers, json } from "../handler.ts";
import type { Services } from "../services.ts";
import { hostBody, instant, pageBody } from "../views.ts";
import { pageRequest, without } from "./page.ts";

type Ops = "listHosts" | "getHost" | "enrolHost" | "drainHost" | "resumeHost" | "rotateHost" | "removeHost";

export function hostHandlers({ hosts }: Services): Handlers<Ops> {
  return {
    listHosts: async ({ query }) => json(200, pageBody(await hosts.list(pageRequest(query)), hostBody)),
    getHost: async ({ params }) => json(200, hostBody(await hosts.get(params.name))),
    enrolHost: async ({ body }, { principal }) => {
      const { name, expiresInSeconds } = body;
      const { host, token, expiresAt } = await hosts.enrol({
        name,
        principal,
        ...without({ expiresInSeconds }),
      });
      const answer = { host: hostBody(host), token, expiresAt: instant(expiresAt) };
      return json(201, answer, { location: `/v1/hosts/${name}` });
    },
    drainHost: async ({ params }) => json(200, hostBody(await hosts.drain(params.name))),
    resumeHost: async ({ params }) => json(200, hostBody(await hosts.resume(params.name))),
    rotateHost: async ({ params }) => json(200, hostBody(await hosts.rotate(params.name))),
    removeHost: async ({ params }) => json(200, hostBody(await hosts.remove(params.name))),
  };
}
