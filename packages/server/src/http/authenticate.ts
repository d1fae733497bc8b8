import { ApiError } from "@landbridge/api";
import type { FastifyRequest } from "fastify";
import type { Key } from "../auth/key-row.ts";
import type { Keys } from "../auth/keys.ts";
import type { Admission } from "./admission/admission.ts";

/** The key of the request, once it is known to be valid. */
export async function authenticate(
  request: FastifyRequest,
  { keys, admission }: { readonly keys: Keys; readonly admission: Admission },
): Promise<Key> {
  admission.admitStranger(request.ip);
  try {
    return await keyOf(request, keys);
  } catch (error) {
    if (error instanceof ApiError && error.errorCode.startsWith("KEY_")) admission.noteRefused(request.ip);
    throw error;
  }
}

/** Of a key, in audit records. The id makes it unique, the name says who it is. */
export function principalOf(key: Key): string {
  return `${key.name} (${key.id})`;
}

async function keyOf(request: FastifyRequest, keys: Keys): Promise<Key> {
  const text = sentKey(request);
  if (text === undefined) throw new ApiError("KEY_MISSING", "The request carries no API key.");
  const verification = await keys.verify(text);
  switch (verification.kind) {
    case "valid":
      return verification.key;
    case "unknown":
      throw new ApiError("KEY_INVALID", "The API key that was sent is not one of this installation.");
    case "expired":
      throw new ApiError("KEY_EXPIRED", "The API key that was sent is no longer valid.");
    case "revoked":
      throw new ApiError("KEY_REVOKED", "The API key that was sent was revoked.");
  }
}

function sentKey({ headers }: FastifyRequest): string | undefined {
  const named = headers["x-api-key"];
  if (typeof named === "string") return named.trim();
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? "") ?? [];
  return bearer;
}
