import { hash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { ApiError } from "@landbridge/api";
import { assert, type Clock } from "@landbridge/model";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Dialect, Shared } from "../http/dialect.ts";
import { hasUnreadBody } from "../http/errors/refuse.ts";
import { auditDone, auditFailed, auditStranger, isAudited } from "./audit-call.ts";
import { bodyStream } from "./body/body-stream.ts";
import { type ServeOptions, serveCredentials } from "./credentials/serve-credentials.ts";
import type { Credentials } from "./dispatch/credentials.ts";
import { type Addressee, createFindService, type RequestHead } from "./dispatch/find-service.ts";
import { readBody } from "./dispatch/read-body.ts";
import { AwsError } from "./errors/aws-error.ts";
import { type AwsProtocol, writeError } from "./errors/protocol.ts";
import { signatureError } from "./errors/signature-error.ts";
import { internalError, toAwsError } from "./errors/to-aws-error.ts";
import type { AwsAnswer, AwsCall, AwsService } from "./service.ts";
import { payloadText } from "./sigv4/payload-kind.ts";
import { SignatureRefused } from "./sigv4/refused.ts";
import { type HeaderValues, toSignedRequest, valuesOf } from "./sigv4/signed-request.ts";
import { createSigningKeys } from "./sigv4/signing-key.ts";
import { type JudgedClaim, judgeClaim, type Proof, proveSignature } from "./sigv4/verify.ts";

// AWS's services on our port. In this order for each request: whom it is for, head of the signature, key,
// rate, body, signature, service. What is cheap to refuse is refused first, and nothing is done before the
// signature is proved.

export interface AwsDialectOptions {
  readonly services: readonly AwsService[];
  readonly credentials: Credentials;
  readonly region: string;
  readonly clock: Clock;
  /** False until what was open before is known again. */
  readonly isAccepting: () => boolean;
  /** Where jobs and functions get their credentials; absent: they get none. */
  readonly containers?: ServeOptions;
}

/** Of a body that is too large: an SDK that is cut off while it sends tries again instead of reading why. */
const drainedBytesMax = 16 * 1024 * 1024;

/** No path of the native API; what comes there unsigned is refused as anything else is. */
const route = "/.aws";

export function awsDialect(options: AwsDialectOptions): Dialect {
  const find = createFindService(options.services);
  const verify = createVerify(options);
  // Found once for each request: by `takes`, before there is a route.
  const addressees = new WeakMap<IncomingMessage, Addressee>();
  const addresseeOf = ({ raw }: FastifyRequest): Addressee =>
    addressees.get(raw) ?? { kind: "unknown", name: "" };
  return {
    name: "aws",
    // One route for all of AWS's paths: a router would decode them, and refuse what S3 takes for a key.
    takes(request) {
      const addressee = find(headOf(request));
      if (addressee === undefined) return undefined;
      addressees.set(request, addressee);
      return route;
    },
    register(scope, shared) {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
      scope.setErrorHandler((error, request, reply) =>
        answerError(error, { request, reply, shared, protocol: protocolOf(addresseeOf(request), request) }),
      );
      if (options.containers !== undefined) serveCredentials(scope, shared, options.containers);
      scope.all(route, async (request, reply) => {
        const service = offered(addresseeOf(request));
        const life = shared.lifeOf(request);
        life.name(`aws:${service.name}`);
        const call = await verify(service, request, reply, shared);
        if (!options.isAccepting())
          throw new ApiError("NOT_READY", "The server is still reading what was open before.");
        return send(
          reply,
          service,
          call.requestId,
          await life.during(audited(service, call, request, shared)),
        );
      });
    },
  };
}

/** Serves, and writes down what is to be written down before anybody is answered. */
async function audited(
  service: AwsService,
  call: AwsCall,
  request: FastifyRequest,
  { audit }: Shared,
): Promise<AwsAnswer> {
  let operation = `aws:${service.name}`;
  const life = {
    ...call.life,
    name(found: string) {
      operation = found;
      call.life.name(found);
    },
  };
  const attempt = () => ({ call, operation, address: request.ip });
  try {
    const answer = await service.answer({ ...call, life });
    if (isAudited(operation)) await auditDone(audit, attempt(), answer.status);
    return answer;
  } catch (error) {
    const known = toAwsError(error, protocolFor(service, call.headers));
    const isDenied = known?.code.startsWith("AccessDenied") === true;
    if (known !== undefined && (isDenied || isAudited(operation))) await auditFailed(audit, attempt(), known);
    throw error;
  }
}

function createVerify({ credentials, region, clock }: AwsDialectOptions) {
  const keys = createSigningKeys();
  return async (
    service: AwsService,
    request: FastifyRequest,
    reply: FastifyReply,
    shared: Shared,
  ): Promise<AwsCall> => {
    const { admission } = shared;
    admission.admitStranger(request.ip);
    try {
      const signed = toSignedRequest(request.method, request.originalUrl, request.raw.rawHeaders);
      const { values } = signed;
      const expected = { service: service.name, region, isGlobal: service.isGlobal ?? false };
      const judged = judgeClaim(signed, values, expected, clock.now());
      const { secret, caller } = await credentials.find(judged.claim);
      const life = shared.lifeOf(request);
      if (service.body.kind === "stream") life.stream();
      const prove = (payloadHash: string) =>
        proveSignature({ request: signed, values, judged, payloadHash, secret, keys });
      const body = await provenBody(service, request, judged, values, prove);
      // Not before: an access key's id is no secret, and its holder's rate is not a stranger's to use up.
      life.hold(admission.admitKey(caller.key));
      return {
        ...body,
        method: signed.method,
        path: signed.path,
        query: new URLSearchParams(signed.query),
        headers: values,
        header: (name) => values.get(name)?.[0]?.trim(),
        caller,
        region: judged.claim.scope.region,
        requestId: request.id,
        life,
        unhurried() {
          request.raw.socket.setTimeout(0);
          reply.raw.once("close", () => request.raw.socket.setTimeout(shared.limits.stallMs));
        },
        signal() {
          const gone = new AbortController();
          reply.raw.once("close", () => gone.abort());
          return AbortSignal.any([gone.signal, shared.closing]);
        },
      };
    } catch (error) {
      if (error instanceof SignatureRefused) {
        admission.noteRefused(request.ip);
        const { status, code } = signatureError(error.problem, protocolFor(service, headersOf(request)));
        const [target = ""] = request.originalUrl.split("?");
        const operation = `aws:${service.name}`;
        auditStranger(shared.audit, {
          address: request.ip,
          operation,
          target,
          status,
          code,
          request: request.id,
        });
      }
      throw error;
    }
  };
}

/** A whole body is proved with its head; a stream's head is proved first, and its bytes as they come. */
async function provenBody(
  { body }: AwsService,
  { raw }: FastifyRequest,
  judged: JudgedClaim,
  values: HeaderValues,
  prove: (payloadHash: string) => Proof,
): Promise<Pick<AwsCall, "body" | "stream">> {
  if (judged.payload.kind !== "whole") {
    const stream = bodyStream(raw, values, judged, prove(payloadText(judged.payload)));
    return { body: new Uint8Array(), stream };
  }
  assert(body.kind === "whole", "a service whose signatures cover whole bodies reads them whole");
  const bytes = await readBody(raw, body.bytesMax);
  prove(hash("sha256", bytes));
  return { body: bytes };
}

function headOf({ method = "", url = "", headers }: IncomingMessage): RequestHead {
  const amzTarget = headers["x-amz-target"];
  const authorization = headers["authorization"];
  return {
    method,
    target: url,
    authorization: typeof authorization === "string" ? authorization : undefined,
    amzTarget: typeof amzTarget === "string" ? amzTarget : undefined,
  };
}

function offered(addressee: Addressee): AwsService {
  if (addressee.kind === "service") return addressee.service;
  throw new AwsError(
    "UnknownOperationException",
    addressee.name === ""
      ? "The signature does not say which service the request is for."
      : `The service '${addressee.name.slice(0, 64)}' is not offered here.`,
    { status: 404 },
  );
}

function protocolOf(addressee: Addressee, request: FastifyRequest): AwsProtocol {
  if (addressee.kind === "unknown") return protocolOfForm(headersOf(request));
  return protocolFor(addressee.service, headersOf(request));
}

/** In the form that the client wrote in: one that waits for XML reports no more than that JSON is none. */
function protocolOfForm(headers: HeaderValues): AwsProtocol {
  const type = headers.get("content-type")?.[0] ?? "";
  if (type.startsWith("application/x-www-form-urlencoded"))
    return { kind: "query", namespace: "https://aws.amazon.com/" };
  return type.startsWith("application/x-amz-json-1.")
    ? { kind: "json", version: type.startsWith("application/x-amz-json-1.1") ? "1.1" : "1.0" }
    : { kind: "rest-json" };
}

function protocolFor({ protocol }: AwsService, headers: HeaderValues): AwsProtocol {
  return typeof protocol === "function" ? protocol(headers) : protocol;
}

function headersOf({ raw }: FastifyRequest): HeaderValues {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.rawHeaders.length; at += 2)
    pairs.push([raw.rawHeaders[at] ?? "", raw.rawHeaders[at + 1] ?? ""]);
  return valuesOf(pairs);
}

function send(reply: FastifyReply, service: AwsService, requestId: string, answer: AwsAnswer): FastifyReply {
  const { status, headers, body } = answer;
  reply.code(status).headers({ ...requestIdHeaders(service.protocol, requestId), ...headers });
  if (typeof body !== "string" || headers?.["content-type"] === undefined)
    return reply.send(body === undefined ? undefined : asPayload(body));
  // Text goes out in one piece with its head. With a serializer Fastify adds no charset to its type.
  return reply.serializer(asItIs).send(body);
}

function asItIs(body: string): string {
  return body;
}

function asPayload(body: NonNullable<AwsAnswer["body"]>): unknown {
  // To text Fastify would add a charset, which AWS's types do not have.
  if (typeof body === "string") return Buffer.from(body);
  return body instanceof Uint8Array && !Buffer.isBuffer(body)
    ? Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    : body;
}

function requestIdHeaders(protocol: AwsService["protocol"], requestId: string): Record<string, string> {
  const isS3 = typeof protocol !== "function" && protocol.kind === "s3";
  return isS3
    ? { "x-amz-request-id": requestId, "x-amz-id-2": requestId }
    : { "x-amzn-requestid": requestId };
}

interface ErrorFacts {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly shared: Shared;
  readonly protocol: AwsProtocol;
}

function answerError(error: unknown, { request, reply, shared, protocol }: ErrorFacts): FastifyReply {
  const known = toAwsError(error, protocol);
  const { log, metrics } = shared;
  if (known === undefined) log.error({ err: error, instance: request.id }, "a request failed");
  else if (known.cause !== undefined)
    log.warn({ err: known.cause, instance: request.id, code: known.code }, "refused");
  const told = known ?? internalError(protocol);
  metrics.refused(told.code);
  if (hasUnreadBody(request, drainedBytesMax)) reply.header("connection", "close");
  const { headers, body } = writeError(told, protocol, request.id);
  reply.code(told.status).headers({
    ...requestIdHeaders(protocol, request.id),
    ...headers,
    ...told.options.headers,
  });
  // The answer to HEAD has no body; its status tells.
  return reply.send(request.method === "HEAD" ? undefined : asPayload(body));
}
