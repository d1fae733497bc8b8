import { randomUUID } from "node:crypto";
import type { IncomingMessage as RawRequest } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { ApiError } from "@landbridge/api";
import { LandbridgeError } from "@landbridge/model";
import fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import type { AuditTrail } from "../audit/trail.ts";
import type { Keys } from "../auth/keys.ts";
import { type Admission, createAdmission } from "./admission/admission.ts";
import type { Dialect, Shared } from "./dialect.ts";
import { answerClientError } from "./errors/client-error.ts";
import { createRefusals, type Refusals } from "./errors/refuse.ts";
import { defaultHttpLimits, type HttpLimits } from "./limits.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { nativeDialect } from "./native.ts";
import { createLives, type Lives } from "./request-life.ts";
import type { Services } from "./services.ts";
import { refuseUnmatched } from "./unmatched.ts";

export interface HttpOptions {
  readonly services: Services;
  readonly auth: Keys;
  readonly audit: AuditTrail;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Of the program, for the OpenAPI document. */
  readonly version: string;
  readonly limits?: Partial<HttpLimits>;
  /** Connections that are to become something else than HTTP; absent: none may. */
  readonly upgrades?: Upgrades;
  /** PEM; absent: plain HTTP. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** Besides the native one. */
  readonly dialects?: readonly Dialect[];
}

export interface Upgrades {
  /** Whatever else asks for an upgrade is answered as if it had not: some clients ask for HTTP/2 with every request. */
  takes(request: RawRequest): boolean;
  /** Answers on the socket itself. False: it brought nothing that lets it in. */
  upgrade(request: RawRequest, socket: Duplex, head: Buffer): boolean;
  /** Ends what they became. */
  close(): void;
}

export interface Http {
  /** Port 0 picks one. Rejects with PORT_IN_USE or ADDRESS_UNAVAILABLE. */
  listen(address: { readonly host: string; readonly port: number }): Promise<Listening>;
  /** Takes nothing new, ends what is followed, lets answers under way finish for a while. */
  close(): Promise<void>;
}

export interface Listening {
  readonly host: string;
  readonly port: number;
  readonly url: string;
}

export function createHttp(options: HttpOptions): Http {
  const limits: HttpLimits = { ...defaultHttpLimits, ...options.limits };
  const { log, metrics, auth: keys, services, version } = options;
  const closing = new AbortController();
  const admission = createAdmission(limits, () => performance.now());
  const lives = createLives();
  const refusals = createRefusals({ log, metrics });
  const shared: Shared = {
    keys,
    audit: options.audit,
    admission,
    limits,
    log,
    metrics,
    closing: closing.signal,
    lifeOf: (request) => lives.of(request),
  };
  metrics.gauge("landbridge_http_requests_in_flight", "Requests under way.", admission.inFlight);
  metrics.gauge("landbridge_http_followers", "Logs that are being followed.", admission.followers);

  const dialects = [nativeDialect({ services, refusals, version }), ...(options.dialects ?? [])];
  const app = createApp(options, limits, refusals, dialects);
  if (options.upgrades !== undefined) serveUpgrades(app, options.upgrades, admission);
  beginRequests(app, shared, lives);
  for (const dialect of dialects) app.register(async (scope) => dialect.register(scope, shared));
  return {
    listen: (address) => listen(app, address, options.tls === undefined ? "http" : "https"),
    close: () => {
      // Node waits for them as for answers under way.
      options.upgrades?.close();
      return close(app, closing, limits);
    },
  };
}

/** Before a handshake nothing is known of the other side: its address is all that can be held to a rate. */
function serveUpgrades(app: FastifyInstance, upgrades: Upgrades, admission: Admission): void {
  app.server.on("upgrade", (request: RawRequest, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const address = request.socket.remoteAddress ?? "";
    try {
      admission.admitStranger(address);
    } catch {
      return void socket.end(
        "HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
      );
    }
    if (!upgrades.upgrade(request, socket, head)) admission.noteRefused(address);
  });
}

function createApp(
  { tls, upgrades }: HttpOptions,
  limits: HttpLimits,
  refusals: Refusals,
  dialects: readonly Dialect[],
): FastifyInstance {
  const raw = {
    maxHeaderSize: limits.headerBytesMax,
    connectionsCheckingInterval: 5_000,
    shouldUpgradeCallback: (request: RawRequest) => upgrades?.takes(request) ?? false,
  };
  const app = fastify({
    // What is worth a line is logged by `refusals`; Fastify's own lines would hold addresses and queries.
    logger: false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    forceCloseConnections: "idle",
    connectionTimeout: limits.stallMs,
    // Node knows one limit for all requests; the shorter one is kept by `limitBody`.
    requestTimeout: Math.max(limits.requestMs, limits.uploadMs),
    keepAliveTimeout: limits.keepAliveMs,
    ...(tls === undefined
      ? { http: raw }
      : { https: { ...raw, cert: tls.certificate, key: tls.key, minVersion: "TLSv1.2" as const } }),
    routerOptions: { maxParamLength: 2_048 },
    rewriteUrl: (request) => pathIn(dialects, request),
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => void refusals.refuse(error, request, reply),
  });
  app.server.maxConnections = limits.connectionsMax;
  // Outside of a dialect nobody reads bodies: whatever comes to an unknown path is left alone.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));
  app.setErrorHandler((error, request, reply) => refusals.refuse(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const { error, allow } = refuseUnmatched(request.method, request.url);
    if (allow !== undefined) reply.header("allow", allow);
    return refusals.refuse(error, request, reply);
  });
  return app;
}

function pathIn(dialects: readonly Dialect[], request: RawRequest): string {
  for (const { takes } of dialects) {
    const path = takes?.(request);
    if (path !== undefined) return path;
  }
  return request.url ?? "/";
}

/** The hook that comes first, for every dialect and for paths that there are not. */
function beginRequests(app: FastifyInstance, shared: Shared, lives: Lives): void {
  app.addHook("onRequest", async (request, reply) => {
    const startedAt = performance.now();
    const { answered, timeBody } = lives.begin(request, (operation) => {
      const seconds = (performance.now() - startedAt) / 1000;
      shared.metrics.answered({ operation, status: reply.raw.statusCode, seconds });
    });
    reply.raw.once("close", () => {
      answered();
      // A connection that became idle after the close had begun would be kept for its next request.
      if (shared.closing.aborted) setImmediate(() => app.server.closeIdleConnections());
    });
    reply.headers({ "x-request-id": request.id, "x-content-type-options": "nosniff" });
    if (shared.closing.aborted) throw new ApiError("NOT_READY", "The server is closing.");
    lives.of(request).hold(shared.admission.enter());
    if (hasBody(request)) timeBody(limitBody(app, request, shared.limits.requestMs));
  });
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (shared.closing.aborted) reply.header("connection", "close");
    done();
  });
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** Ends the connection of a body that takes too long, as Node does; gives the undoing. */
function limitBody(app: FastifyInstance, { raw }: FastifyRequest, requestMs: number): () => void {
  const late = (): void => {
    const error = Object.assign(new Error("the body took too long"), { code: "ERR_HTTP_REQUEST_TIMEOUT" });
    if (!raw.complete) app.server.emit("clientError", error, raw.socket);
  };
  const timer = setTimeout(late, requestMs);
  timer.unref();
  return () => clearTimeout(timer);
}

async function listen(
  app: FastifyInstance,
  address: { readonly host: string; readonly port: number },
  scheme: "http" | "https",
): Promise<Listening> {
  try {
    await app.listen(address);
  } catch (error) {
    throw listenError(error, address);
  }
  const { port } = app.server.address() as AddressInfo;
  const { host } = address;
  return { host, port, url: `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}` };
}

function listenError(
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): Error {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return new LandbridgeError(
      "PORT_IN_USE",
      `port ${port} on ${host} is in use by another program; choose another with --port (0 picks one)`,
      { cause: error },
    );
  if (code === "EADDRNOTAVAIL" || code === "EACCES" || code === "ENOTFOUND")
    return new LandbridgeError(
      "ADDRESS_UNAVAILABLE",
      `cannot listen on ${host}, port ${port} (${code}); choose an address of this machine with --host, a port above 1023 with --port`,
      { cause: error },
    );
  return error instanceof Error ? error : new Error(String(error));
}

async function close(app: FastifyInstance, closing: AbortController, limits: HttpLimits): Promise<void> {
  closing.abort();
  const lastCall = setTimeout(() => app.server.closeAllConnections(), limits.closeMs);
  try {
    await app.close();
  } finally {
    clearTimeout(lastCall);
  }
}
