import { createHmac, timingSafeEqual } from "node:crypto";
import { isJsonObject, type JsonObject, parseJson } from "@landbridge/model";
import type { MasterKey } from "../../auth/master-key.ts";

export type SealKey = Pick<MasterKey, "keyId" | "keyIds" | "deriveSecret">;

/** Facts in a text that only the holder of the master key can have made: nothing about it need be kept. */
export function seal(key: SealKey, label: string, facts: JsonObject): string {
  const text = `${key.keyId}.${Buffer.from(JSON.stringify(facts)).toString("base64url")}`;
  return `${text}.${macOf(key, label, text, key.keyId)}`;
}

/** Undefined: it is none of ours. */
export function unseal(key: SealKey, label: string, sealed: string): JsonObject | undefined {
  const [keyId = "", body = "", mac = "", ...more] = sealed.split(".");
  if (more.length > 0 || !key.keyIds.includes(keyId)) return undefined;
  const computed = Buffer.from(macOf(key, label, `${keyId}.${body}`, keyId));
  const sent = Buffer.from(mac);
  if (computed.length !== sent.length || !timingSafeEqual(computed, sent)) return undefined;
  const facts = parseJson(Buffer.from(body, "base64url").toString());
  return isJsonObject(facts) ? facts : undefined;
}

function macOf(key: SealKey, label: string, text: string, keyId: string): string {
  const secret = key.deriveSecret(label, "mac", keyId);
  return createHmac("sha256", secret).update(text).digest("base64url");
}
