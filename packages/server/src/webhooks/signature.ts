import { createHmac } from "node:crypto";

/**
 * The headers that prove who sent it and when. Source: Standard Webhooks, "Webhook metadata" and "Symmetric signatures":
 * HMAC-SHA256 over `id.timestamp.body`.
 * @param secret `whsec_` and base64, or any text, which is taken as it is
 */
export function signedHeaders(request: {
  readonly id: string;
  readonly body: string;
  readonly secret: string;
  readonly nowMs: number;
}): Readonly<Record<string, string>> {
  const { id, body, secret, nowMs } = request;
  const timestamp = String(Math.floor(nowMs / 1000));
  const signature = createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}

function keyOf(secret: string): Uint8Array {
  return secret.startsWith("whsec_") ? Buffer.from(secret.slice(6), "base64") : Buffer.from(secret);
}
