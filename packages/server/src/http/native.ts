import { ApiError, type OperationId, type Route, routeList } from "@landbridge/api";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AuditTrail } from "../audit/trail.ts";
import type { Key } from "../auth/key-row.ts";
import { type Attempted, auditDone, auditFailed, auditStranger, isAudited } from "./audit-request.ts";
import { authenticate, principalOf } from "./authenticate.ts";
import { bindCursor, unbindCursor } from "./bound-cursor.ts";
import type { Dialect, Shared } from "./dialect.ts";
import { serveDocsAssets } from "./docs.ts";
import { entityTag, matchesTag } from "./entity-tag.ts";
import type { Refusals } from "./errors/refuse.ts";
import type { Answer, Call, Handlers } from "./handler.ts";
import { administrationHandlers } from "./handlers/administration.ts";
import { auditHandlers } from "./handlers/audit.ts";
import { callbackHandlers } from "./handlers/callbacks.ts";
import { executionHandlers } from "./handlers/executions.ts";
import { hostHandlers } from "./handlers/hosts.ts";
import { jobHandlers } from "./handlers/jobs.ts";
import { logHandlers } from "./handlers/log.ts";
import { nodeHandlers } from "./handlers/nodes.ts";
import { operationHandlers } from "./handlers/operations.ts";
import { secretHandlers } from "./handlers/secrets.ts";
import { webhookHandlers } from "./handlers/webhooks.ts";
import { acceptJsonOnly } from "./json-body.ts";
import { openPermit, type Permit, permitAtDoor } from "./permit.ts";
import { hashInput, type ReadInput, readInput } from "./read-input.ts";
import type { Services } from "./services.ts";

// The native API: every route of the table, in this order for each request:
// key and permission, rate, body, schemas, handler. What is cheap to refuse is refused first.

export interface NativeOptions {
  readonly services: Services;
  readonly refusals: Refusals;
  readonly version: string;
}

type AnyHandler = (input: ReadInput, call: Call) => Promise<Answer>;

export function nativeDialect(options: NativeOptions): Dialect {
  return {
    name: "native",
    register(scope, shared) {
      acceptJsonOnly(scope);
      serveDocsAssets(scope);
      const { services, version } = options;
      const handlers: Handlers = {
        ...jobHandlers(services),
        ...callbackHandlers(services),
        ...logHandlers(services, shared.limits),
        ...executionHandlers(services),
        ...hostHandlers(services),
        ...administrationHandlers(services, shared.keys),
        ...auditHandlers(services),
        ...nodeHandlers(services),
        ...secretHandlers(services),
        ...webhookHandlers(services),
        ...operationHandlers(services, shared.metrics, version),
      };
      for (const route of routeList) {
        // The table's type says that handler and route belong together; a loop over it cannot.
        const handler = handlers[route.operationId as OperationId] as AnyHandler;
        bind(scope, route, handler, shared, options);
      }
    },
  };
}

function bind(
  scope: FastifyInstance,
  route: Route,
  handler: AnyHandler,
  shared: Shared,
  { refusals, services }: NativeOptions,
): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  scope.route({
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ":$1"),
    ...(route.body === undefined ? {} : { bodyLimit: route.body.bytesMax }),
    onRequest: async (request) => {
      const life = shared.lifeOf(request);
      life.name(route.operationId);
      if (route.action === null) return letInByToken(route, request, shared, services);
      const key = await identify(route, request, shared);
      const permit = await permitOrAudit(route, request, key, shared);
      assertAccepting(services);
      life.hold(shared.admission.admitKey(key));
      callers.set(request, { key, permit });
    },
    handler: async (request, reply) => {
      const caller = callers.get(request);
      const serve = async (): Promise<Answer> => {
        const input = unbindCursor(route, readInput(route, request));
        const call = callOf({ route, request, reply, input, caller, shared, refusals });
        const answer = await shared.lifeOf(request).during(handler(input, call));
        caller?.permit.assertAsked();
        return bindCursor(route, input, answer);
      };
      const attempted = caller && { route, request, key: caller.key };
      return send(request, reply, await audited(attempted, serve, { trail: shared.audit, refusals }));
    },
  });
}

/** What is not a token of ours is refused before its body is read, and counts as a wrong key does. */
async function letInByToken(
  route: Route,
  request: FastifyRequest,
  shared: Shared,
  services: Services,
): Promise<void> {
  if (route.proof !== "token") return;
  shared.admission.admitStranger(request.ip);
  try {
    services.callbacks.find((request.params as { readonly token?: string }).token ?? "");
  } catch (error) {
    shared.admission.noteRefused(request.ip);
    throw error;
  }
  assertAccepting(services);
}

function assertAccepting(services: Services): void {
  if (services.isAccepting()) return;
  throw new ApiError("NOT_READY", "The server is still reading what was open before.", {
    retryAfterSeconds: 1,
  });
}

async function identify(route: Route, request: FastifyRequest, shared: Shared): Promise<Key> {
  try {
    return await authenticate(request, shared);
  } catch (error) {
    if (error instanceof ApiError && error.errorCode.startsWith("KEY_"))
      auditStranger(shared.audit, route, request, error);
    throw error;
  }
}

async function permitOrAudit(
  route: Route,
  request: FastifyRequest,
  key: Key,
  shared: Shared,
): Promise<Permit> {
  try {
    return permitAtDoor(route, key, request);
  } catch (error) {
    if (error instanceof ApiError) await auditFailed(shared.audit, { route, request, key }, error);
    throw error;
  }
}

/** Serves, and writes down what is to be written down before anybody is answered. */
async function audited(
  attempted: Attempted | undefined,
  serve: () => Promise<Answer>,
  { trail, refusals }: { readonly trail: AuditTrail; readonly refusals: Refusals },
): Promise<Answer> {
  if (attempted === undefined) return serve();
  const isWritten = isAudited(attempted.route);
  try {
    const answer = await serve();
    if (isWritten) await auditDone(trail, attempted, answer);
    return answer;
  } catch (error) {
    const known = refusals.known(error, attempted.request.id);
    if (isWritten || known.errorCode === "SCOPE_MISSING") await auditFailed(trail, attempted, known);
    throw known;
  }
}

interface Caller {
  readonly key: Key;
  readonly permit: Permit;
}

interface CallFacts {
  readonly route: Route;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly input: ReadInput;
  readonly caller: Caller | undefined;
  readonly shared: Shared;
  readonly refusals: Refusals;
}

function callOf({ route, request, reply, input, caller, shared, refusals }: CallFacts): Call {
  return {
    principal: caller === undefined ? "nobody" : principalOf(caller.key),
    permit: (find) => (caller?.permit ?? openPermit).found(find),
    bodyHash: () => hashInput(route, input),
    problemOf: (error) => refusals.problemOf(error, request.id),
    signal() {
      const gone = new AbortController();
      reply.raw.once("close", () => gone.abort());
      return AbortSignal.any([gone.signal, shared.closing]);
    },
    follow() {
      const release = shared.admission.follow(caller?.key.id ?? "");
      const life = shared.lifeOf(request);
      life.letGo();
      life.hold(release);
    },
  };
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, headers = {}, content }: Answer,
): FastifyReply {
  reply.code(status).header("cache-control", "no-store").headers(headers);
  switch (content?.kind) {
    case undefined:
      return reply.send();
    case "json":
      return sendJson(request, reply, JSON.stringify(content.value));
    case "bytes":
      return reply.type(content.type).send(content.bytes);
    case "stream":
      return reply.type(content.type).send(content.stream);
  }
}

/** Whoever polls and knows the answer already is told so, without it. Nothing is to be kept by caches in between. */
function sendJson(request: FastifyRequest, reply: FastifyReply, body: string): FastifyReply {
  if (request.method === "GET" && reply.statusCode === 200) {
    const tag = entityTag(body);
    const known = request.headers["if-none-match"];
    reply.header("etag", tag);
    if (known !== undefined && matchesTag(known, tag)) return reply.code(304).send();
  }
  return reply.type("application/json; charset=utf-8").send(body);
}
