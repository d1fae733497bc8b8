import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { enrolHostSchema, enrolledHostSchema, hostSchema } from "../schemas/host.ts";
import { pageOf, pageQuery } from "../schemas/page.ts";
import { pathTextSchema } from "../schemas/scalars.ts";
import { json, route } from "./route.ts";

const hostPageSchema = pageOf(hostSchema);

const params = z.strictObject({ name: pathTextSchema });

export const hostRoutes = {
  listHosts: route({
    operationId: "listHosts",
    method: "GET",
    path: "/v1/hosts",
    tag: "Hosts",
    summary: "List hosts",
    description: "By name; removed ones too, until their place is needed. `local` is the server's own.",
    action: "hosts:read",
    query: z.strictObject(pageQuery),
    answers: { 200: json("A page of hosts.", hostPageSchema) },
    errors: [],
  }),
  getHost: route({
    operationId: "getHost",
    method: "GET",
    path: "/v1/hosts/{name}",
    tag: "Hosts",
    summary: "Look at a host",
    description: "Its labels, what it has to give, and what runs take of it.",
    action: "hosts:read",
    params,
    answers: { 200: json("The host.", hostSchema) },
    errors: ["HOST_NOT_FOUND"],
  }),
  enrolHost: route({
    operationId: "enrolHost",
    method: "POST",
    path: "/v1/hosts",
    tag: "Hosts",
    summary: "Enrol a host",
    description:
      "Makes a token with which one agent, once, gets a key of its own for this name. A host that is there already " +
      "is enrolled anew: its old key holds until the token is used.",
    action: "hosts:enrol",
    body: { schema: enrolHostSchema, bytesMax: apiLimits.bodyBytesMax },
    answers: { 201: json("The token.", enrolledHostSchema, { Location: "The host: /v1/hosts/{name}." }) },
    errors: ["HOST_LIMIT", "HOST_BUSY"],
  }),
  drainHost: route({
    operationId: "drainHost",
    method: "POST",
    path: "/v1/hosts/{name}/drain",
    tag: "Hosts",
    summary: "Drain a host",
    description: "It gets no new runs; those that it has go on. Repeating it changes nothing.",
    action: "hosts:operate",
    params,
    answers: { 200: json("The host.", hostSchema) },
    errors: ["HOST_NOT_FOUND", "HOST_BUSY"],
  }),
  resumeHost: route({
    operationId: "resumeHost",
    method: "POST",
    path: "/v1/hosts/{name}/resume",
    tag: "Hosts",
    summary: "Resume a drained host",
    description: "It gets new runs again.",
    action: "hosts:operate",
    params,
    answers: { 200: json("The host.", hostSchema) },
    errors: ["HOST_NOT_FOUND", "HOST_BUSY"],
  }),
  rotateHost: route({
    operationId: "rotateHost",
    method: "POST",
    path: "/v1/hosts/{name}/rotate",
    tag: "Hosts",
    summary: "Give a host a new key",
    description:
      "Sent to its agent over its connection; the old key holds until the agent has stored the new one.",
    action: "hosts:enrol",
    params,
    answers: { 200: json("The host.", hostSchema) },
    errors: ["HOST_NOT_FOUND", "HOST_UNREACHABLE", "HOST_BUSY"],
  }),
  removeHost: route({
    operationId: "removeHost",
    method: "DELETE",
    path: "/v1/hosts/{name}",
    tag: "Hosts",
    summary: "Remove a host",
    description: "Its key is refused from the answer on. Refused while runs may be alive there.",
    action: "hosts:enrol",
    params,
    answers: { 200: json("The host.", hostSchema) },
    errors: ["HOST_NOT_FOUND", "HOST_BUSY"],
  }),
} as const;
