import { createHash, createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import type { KeyPair, WireServer } from "./server.ts";

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Connections that are kept, so many at most. */
export function keptConnections(maxSockets: number): Agent {
  return new Agent({ keepAlive: true, maxSockets });
}

/**
 * A call that is signed once and may be sent often: a signature holds for fifteen minutes, and the client's own
 * arithmetic is not what is measured.
 */
export function signedCall(
  { url, pair }: WireServer,
  operation: string,
  input: object,
): (agent: Agent) => Promise<Answer> {
  const body = JSON.stringify(input);
  const headers = signedHeaders({ host: url.host, target: `AWSStepFunctions.${operation}`, body, pair });
  return (agent) =>
    new Promise((resolve, reject) => {
      const sent = request(url, { method: "POST", headers, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>,
          }),
        );
      });
      sent.on("error", reject);
      sent.end(body);
    });
}

/** Source: AWS General Reference, "Create a signed AWS API request". */
function signedHeaders(call: {
  readonly host: string;
  readonly target: string;
  readonly body: string;
  readonly pair: KeyPair;
}): Record<string, string> {
  const at = new Date().toISOString().replaceAll(/[-:]|\.\d{3}/g, "");
  const day = at.slice(0, 8);
  const scope = `${day}/us-east-1/states/aws4_request`;
  const names = "content-type;host;x-amz-date;x-amz-target";
  const type = "application/x-amz-json-1.0";
  const canonical = [
    "POST",
    "/",
    "",
    `content-type:${type}`,
    `host:${call.host}`,
    `x-amz-date:${at}`,
    `x-amz-target:${call.target}`,
    "",
    names,
    sha256(call.body),
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", at, scope, sha256(canonical)].join("\n");
  const key = [day, "us-east-1", "states", "aws4_request"].reduce<string | Buffer>(
    (secret, part) => createHmac("sha256", secret).update(part).digest(),
    `AWS4${call.pair.secretAccessKey}`,
  );
  const signature = createHmac("sha256", key).update(text).digest("hex");
  return {
    "content-type": type,
    "content-length": String(Buffer.byteLength(call.body)),
    "x-amz-date": at,
    "x-amz-target": call.target,
    authorization: `AWS4-HMAC-SHA256 Credential=${call.pair.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
