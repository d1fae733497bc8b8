import type { TestContext } from "node:test";
import type { Scope } from "@landbridge/api";
import type { Store } from "@landbridge/store";
import { createSealer } from "../src/audit/seal.ts";
import { type AuditTrail, createAuditTrail } from "../src/audit/trail.ts";
import { createKeys } from "../src/auth/keys.ts";
import { createHttp, type HttpOptions } from "../src/http/create-http.ts";
import type { HttpLimits } from "../src/http/limits.ts";
import { createLog } from "../src/http/log.ts";
import { createMetrics, type Metrics } from "../src/http/metrics.ts";
import type { Services } from "../src/http/services.ts";
import { createFakeClock } from "./fake-clock.ts";
import { type FakeServices, fakeServices } from "./fake-services.ts";
import { memoryStore } from "./memory-store.ts";

export interface TestServer extends FakeServices {
  readonly url: string;
  readonly port: number;
  readonly metrics: Metrics;
  readonly lines: string[];
  readonly store: Store;
  readonly audit: AuditTrail;
  readonly keyOf: Readonly<Record<Scope, string>>;
  /** With the admin key unless the request brings another. */
  call(path: string, request?: TestRequest): Promise<Response>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

export interface TestRequest extends Omit<RequestInit, "headers"> {
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestServerOptions {
  readonly services?: Partial<Services>;
  readonly limits?: Partial<HttpLimits>;
  readonly dialects?: HttpOptions["dialects"];
}

/** Of a master key that is made up. */
export const testSealer = createSealer({
  keyId: "m00000000",
  keyIds: ["m00000000"],
  deriveSecret: (label, id) => Buffer.from(`${label} ${id}`),
});

/** A server on a real socket, over services that are made up; closed when the test ends. */
export async function startServer(
  context: TestContext,
  options: TestServerOptions = {},
): Promise<TestServer> {
  const fake = fakeServices(options.services);
  const lines: string[] = [];
  const held = await memoryStore();
  const clock = createFakeClock();
  const auth = createKeys({ ...held, clock });
  const audit = createAuditTrail({
    store: held.store,
    clock,
    sealer: testSealer,
    failed: (error) => void lines.push(String(error)),
  });
  const metrics = createMetrics();
  const log = createLog({ destination: { write: (line) => void lines.push(line) } });
  const { limits = {}, dialects = [] } = options;
  const http = createHttp({
    services: fake.services,
    auth,
    audit,
    log,
    metrics,
    limits,
    dialects,
    version: "0.0.0",
  });
  const { url, port } = await http.listen({ host: "127.0.0.1", port: 0 });
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= http.close());
  context.after(close);
  const make = async (scope: Scope) =>
    (await auth.create({ name: scope, scopes: [scope], createdBy: "test" })).secret;
  const keyOf = { admin: await make("admin"), operate: await make("operate"), read: await make("read") };
  const call = (path: string, request: TestRequest = {}): Promise<Response> =>
    fetch(`${url}${path}`, { ...request, headers: { "x-api-key": keyOf.admin, ...request.headers } });
  const post: TestServer["post"] = (path, body, headers = {}) =>
    call(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  return { ...fake, store: held.store, audit, url, port, metrics, lines, keyOf, call, post, close };
}
