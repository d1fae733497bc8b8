import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { WorkerSettings } from "../../environment.ts";
import { responseBytesMax } from "../../limits.ts";
import { errorText } from "./error-text.ts";
import { isOwnPeer } from "./own-peer.ts";
import type { RuntimeChannel } from "./runtime-channel.ts";

// Lambda's Runtime API for one process. It knows no keys, so it listens on the loopback, on a port that only this
// process is told, and takes connections of the own user alone.

export interface RuntimeServer {
  close(): void;
}

export interface RuntimeServerParts {
  readonly channel: RuntimeChannel;
  readonly settings: WorkerSettings;
  /** Told host and port once. */
  readonly listening: (address: string) => void;
  /** Nothing more can be sent to it. */
  readonly closed: () => void;
}

export function createRuntimeServer(parts: RuntimeServerParts): RuntimeServer {
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => {
    handle(parts, request, response).catch(() => response.destroy());
  });
  server.on("connection", (socket) => {
    if (!isOwnPeer(socket)) socket.destroy();
  });
  // A listener that cannot listen leaves its process without an address; its start then times out.
  server.on("error", () => parts.closed());
  server.on("close", () => parts.closed());
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    parts.listening(`127.0.0.1:${port}`);
  });
  return {
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const prefix = "/2018-06-01/runtime/";

async function handle(
  parts: RuntimeServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { channel } = parts;
  const route = `${request.method ?? ""} ${(request.url ?? "").slice(prefix.length)}`;
  if (!(request.url ?? "").startsWith(prefix)) return refuse(response, 404, "NotFound", "no such path");
  if (route === "GET invocation/next") return giveNext(parts, response);
  const [, requestId = "", what] = /^POST invocation\/([^/]+)\/(response|error)$/.exec(route) ?? [];
  if (what === undefined && route !== "POST init/error") {
    return refuse(response, 404, "NotFound", "no such path");
  }
  const body = await readBody(request);
  if (body === undefined) {
    const message = `Response payload size exceeded maximum allowed payload size (${responseBytesMax} bytes).`;
    // The invocation has its outcome all the same: an answer that nobody can take.
    channel.failed(requestId, errorText("", "Function.ResponseSizeTooLarge", message));
    return refuse(response, 413, "RequestEntityTooLarge", message);
  }
  if (what === undefined) channel.initFailed(errorText(body, typeIn(request)));
  else if (what === "response" && !channel.succeeded(requestId, toJson(body))) return unknownId(response);
  else if (what === "error" && !channel.failed(requestId, errorText(body, typeIn(request)))) {
    return unknownId(response);
  }
  send(response, 202, { status: "OK" });
}

async function giveNext({ channel, settings }: RuntimeServerParts, response: ServerResponse): Promise<void> {
  const asked = channel.next();
  if (asked === undefined) {
    return refuse(response, 403, "InvalidStateTransition", "the invocation before has no answer yet");
  }
  response.on("close", asked.giveUp);
  const { seq, requestId, deadlineMs, clientContext, payload } = await asked.wait;
  const text = Buffer.from(payload);
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": text.length,
    "lambda-runtime-aws-request-id": requestId,
    "lambda-runtime-deadline-ms": String(deadlineMs),
    "lambda-runtime-invoked-function-arn": settings.invokedFunctionArn,
    "lambda-runtime-trace-id": "",
    // For our own launchers, which mark with it whose output is whose.
    "landbridge-sequence": String(seq),
    ...(clientContext !== "" && { "lambda-runtime-client-context": headerText(clientContext) }),
  });
  response.end(text);
}

/** JSON text may hold any character, and a header may not. */
function headerText(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** What a handler answers is JSON; a runtime that sends none has answered nothing. */
function toJson(body: string): string {
  return body.trim() === "" ? "null" : body;
}

function typeIn({ headers }: IncomingMessage): string | undefined {
  const type = headers["lambda-runtime-function-error-type"];
  return typeof type === "string" ? type : undefined;
}

/** Undefined: it is larger than an answer may be; the rest is read and thrown away. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes <= responseBytesMax) parts.push(part);
  }
  return bytes > responseBytesMax ? undefined : Buffer.concat(parts).toString("utf8");
}

function unknownId(response: ServerResponse): void {
  refuse(response, 400, "InvalidRequestID", "that invocation is not under way");
}

function refuse(response: ServerResponse, status: number, errorType: string, errorMessage: string): void {
  send(response, status, { errorType, errorMessage });
}

function send(response: ServerResponse, status: number, content: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(content));
}
