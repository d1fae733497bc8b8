import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { request as httpsRequest } from "node:https";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream";
import type { RunAgentLog } from "../runs/log.ts";
import { readPort, writePort } from "./port-file.ts";

// A loopback address of this host at which its processes reach the server: AWS's SDKs take credentials over plain HTTP
// from such addresses alone, and do not know the authority that the agent pins.
//
// D1. What passes is what AWS's SDKs send: signed requests, and the question for credentials with its token. Both prove
//     themselves to the server, which judges them as any other; nothing is added to them here.
// D2. It is bound to 127.0.0.1, and keeps its port over restarts: a process that outlives the agent has it in its environment.
// D3. Requests and answers stream; nothing of them is held or logged.

export interface Forward {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  close(): void;
}

export interface ForwardOptions {
  /** Where the server is at the moment. */
  readonly to: () => URL;
  /** PEM; absent: what the machine trusts. */
  readonly authority?: string;
  /** It is this process's own server, whose certificate is made for another name. */
  readonly isOwnServer?: true;
  /** Where the port is kept. */
  readonly portFile: string;
  readonly log: RunAgentLog;
}

export const credentialsPath = "/.aws/credentials";

const forwardLimits = {
  connectionsMax: 512,
  headerBytesMax: 32_768,
  /** Without a byte either way. */
  stallMs: 300_000,
} as const;

export async function openForward(options: ForwardOptions): Promise<Forward> {
  const server = createServer({ maxHeaderSize: forwardLimits.headerBytesMax }, (request, response) => {
    if (isForAws(request)) pass(request, response, options);
    else refuse(response, 403, "AccessDenied", "Only signed requests to AWS's services pass here.");
  });
  server.maxConnections = forwardLimits.connectionsMax;
  server.setTimeout(forwardLimits.stallMs);
  // Uploads take as long as the server lets them.
  server.requestTimeout = 0;
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", () => {
        server.off("error", reject);
        resolve();
      });
    });
  const kept = await readPort(options.portFile);
  await listen(kept ?? 0).catch(async (error: unknown) => {
    if (kept === undefined) throw error;
    const message = `port ${kept} of 127.0.0.1 is taken: what runs since before reaches no AWS service`;
    options.log({ level: "warning", message, error });
    await listen(0);
  });
  const { port } = server.address() as AddressInfo;
  if (port !== kept) await writePort(options.portFile, port);
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** D1: by header, or as a URL that was signed beforehand. */
function isForAws({ url = "", headers }: IncomingMessage): boolean {
  if (url === credentialsPath) return headers.authorization !== undefined;
  return headers.authorization?.startsWith("AWS4-") === true || /[?&]X-Amz-Signature=/.test(url);
}

function pass(request: IncomingMessage, response: ServerResponse, options: ForwardOptions): void {
  const to = options.to();
  const send = to.protocol === "https:" ? httpsRequest : httpRequest;
  const onward = send({
    hostname: to.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: to.port === "" ? (to.protocol === "https:" ? 443 : 80) : to.port,
    method: request.method,
    path: request.url,
    // As they came: what is signed must not change, the host among it.
    headers: passedOn(request.rawHeaders),
    setHost: false,
    timeout: forwardLimits.stallMs,
    ...(options.authority && { ca: options.authority, allowPartialTrustChain: true }),
    ...(options.isOwnServer && { checkServerIdentity: () => undefined }),
  });
  onward.once("response", (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, passedOn(answer.rawHeaders));
    pipeline(answer, response, () => {});
  });
  onward.once("timeout", () => onward.destroy(new Error("no answer in time")));
  pipeline(request, onward, (error) => {
    if (!error) return;
    if (response.headersSent) response.destroy();
    else refuse(response, 503, "ServiceUnavailable", "The server does not answer at the moment.");
  });
}

/** Those between two neighbours; `expect` was answered here. Source: RFC 9110, 7.6.1 and 10.1.1. */
const ofTheHop = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "upgrade",
  "expect",
]);

/** Names and values in turn, as Node has them raw. */
function passedOn(raw: readonly string[]): string[] {
  return raw.flatMap((text, index) =>
    index % 2 === 0 && !ofTheHop.has(text.toLowerCase()) ? [text, raw[index + 1] ?? ""] : [],
  );
}

/** In the form that every SDK takes apart, whatever its protocol. */
function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  const body = JSON.stringify({ __type: code, code, message });
  response.writeHead(status, { "content-type": "application/json", connection: "close" }).end(body);
}
