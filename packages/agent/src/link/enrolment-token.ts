import { isJsonObject, parseJson } from "@landbridge/model";

/** What an operator carries to a new host: good once, and for a while. */
export interface EnrolmentToken {
  readonly host: string;
  /** 64 hexadecimal digits. */
  readonly secret: string;
  /** SHA-256 of the certificate, in hexadecimal, that the server's must lead to; absent: the server speaks no TLS. */
  readonly authority?: string;
}

export function formatEnrolmentToken({ host, secret, authority }: EnrolmentToken): string {
  const body = { h: host, s: secret, ...(authority === undefined ? {} : { a: authority }) };
  return `lbt_${Buffer.from(JSON.stringify(body)).toString("base64url")}`;
}

/** Undefined: it is not one, or not whole. */
export function parseEnrolmentToken(text: string): EnrolmentToken | undefined {
  const [, encoded] = /^lbt_([A-Za-z0-9_-]{1,2000})$/.exec(text.trim()) ?? [];
  const body =
    encoded === undefined ? undefined : parseJson(Buffer.from(encoded, "base64url").toString("utf8"));
  if (!isJsonObject(body)) return undefined;
  const { h: host, s: secret, a: authority } = body;
  if (typeof host !== "string" || typeof secret !== "string" || !isHash(secret)) return undefined;
  if (authority === undefined) return { host, secret };
  return typeof authority === "string" && isHash(authority) ? { host, secret, authority } : undefined;
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
