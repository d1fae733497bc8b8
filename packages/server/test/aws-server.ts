import { createHash, createHmac } from "node:crypto";
import type { TestContext } from "node:test";
import type { Scope } from "@landbridge/api";
import { SignatureV4 } from "@smithy/signature-v4";
import { accessKeyIdOf } from "../src/auth/key-pair.ts";
import { createKeys } from "../src/auth/keys.ts";
import { awsDialect } from "../src/aws/dialect.ts";
import { keyPairCredentials } from "../src/aws/dispatch/credentials.ts";
import type { AwsService } from "../src/aws/service.ts";
import type { HttpLimits } from "../src/http/limits.ts";
import { systemClock } from "../src/system.ts";
import { fakeMasterKey } from "./fake-master-key.ts";
import { startServer, type TestServer } from "./http-server.ts";
import { memoryStore } from "./memory-store.ts";

export interface Pair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface AwsTestServer extends TestServer {
  readonly pairOf: (grants: {
    readonly scopes: readonly Scope[];
    readonly launch?: readonly string[];
  }) => Promise<Pair>;
  /** With the scope `admin`. */
  readonly admin: Pair;
  /** What an SDK's client is made with. */
  readonly clientOptions: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: Pair;
    readonly maxAttempts: number;
  };
  /** Signs with the SDK's own signer and sends. */
  readonly presign: (request: PresignOptions) => Promise<string>;
  readonly send: (request: SignedOptions) => Promise<Response>;
}

export interface SignedOptions {
  readonly service: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly pair?: Pair;
  readonly region?: string;
  readonly signedAt?: Date;
  /** Changes what was signed before it is sent. */
  readonly tamper?: (headers: Record<string, string>) => Record<string, string>;
  readonly sentBody?: string | Uint8Array;
}

export interface PresignOptions {
  readonly service: string;
  readonly method?: string;
  readonly path: string;
  readonly expiresIn: number;
  readonly signedAt?: Date;
}

export const region = "us-east-1";

/** Some of AWS's services on a real socket, with access key pairs; closed when the test ends. */
export async function startAws(
  context: TestContext,
  services: readonly AwsService[],
  limits: Partial<HttpLimits> = {},
): Promise<AwsTestServer> {
  const keys = createKeys({ ...(await memoryStore()), clock: systemClock, masterKey: fakeMasterKey });
  const dialect = awsDialect({
    services,
    credentials: keyPairCredentials(keys),
    region,
    clock: systemClock,
    isAccepting: () => true,
  });
  const server = await startServer(context, { dialects: [dialect], limits });
  context.after(() => keys.close());
  const pairOf: AwsTestServer["pairOf"] = async (grants) => {
    const made = await keys.create({ name: "test", ...grants, isPair: true, createdBy: "test" });
    return { accessKeyId: accessKeyIdOf(made.key.id), secretAccessKey: made.secret };
  };
  const admin = await pairOf({ scopes: ["admin"] });
  const clientOptions = { endpoint: server.url, region, credentials: admin, maxAttempts: 1 };
  const send = async (options: SignedOptions): Promise<Response> => {
    const { method = "POST", path = "/", body = "", tamper = (headers) => headers } = options;
    const url = new URL(`${server.url}${path}`);
    const signer = new SignatureV4({
      service: options.service,
      region: options.region ?? region,
      credentials: options.pair ?? admin,
      sha256: NodeSha256,
      uriEscapePath: options.service !== "s3",
    });
    const signed = await signer.sign(
      {
        method,
        protocol: "http:",
        hostname: url.hostname,
        port: Number(url.port),
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: { host: url.host, ...options.headers },
        body,
      },
      { ...(options.signedAt !== undefined && { signingDate: options.signedAt }) },
    );
    const sent = Buffer.from(options.sentBody ?? body);
    return fetch(url, {
      method,
      headers: tamper({ ...signed.headers }),
      ...(sent.length === 0 || method === "GET" ? {} : { body: sent }),
    });
  };
  const presign = async (options: PresignOptions): Promise<string> => {
    const { service, method = "GET", path, expiresIn, signedAt } = options;
    const { hostname, port, host } = new URL(server.url);
    const signer = new SignatureV4({
      service,
      region,
      credentials: admin,
      sha256: NodeSha256,
      uriEscapePath: service !== "s3",
    });
    const signed = await signer.presign(
      {
        method,
        protocol: "http:",
        hostname,
        port: Number(port),
        path,
        query: {},
        headers: { host, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
      },
      { expiresIn, ...(signedAt !== undefined && { signingDate: signedAt }) },
    );
    const query = Object.entries(signed.query ?? {}).map(
      ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
    );
    return `${server.url}${path}?${query.join("&")}`;
  };
  return { ...server, pairOf, admin, clientOptions, send, presign };
}

/** As the signer wants its hashes. */
class NodeSha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = typeof secret === "string" ? secret : secret && bytesOf(secret);
    this.#hash = key === undefined ? createHash("sha256") : createHmac("sha256", key);
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === "string" ? data : bytesOf(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
