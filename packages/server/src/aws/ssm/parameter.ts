import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { assert, isJsonObject, parseJson } from "@landbridge/model";
import type { MasterKey } from "../../auth/master-key.ts";

// How a parameter is kept. The text of a SecureString is encrypted with a key that is derived from the master
// key for its name alone, and bound to its name and version, so that no row can stand in for another.

export const parameterTypes = ["String", "StringList", "SecureString"] as const;
export type ParameterType = (typeof parameterTypes)[number];

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly version: number;
  readonly modifiedAtMs: number;
  readonly modifiedBy: string;
  readonly description?: string;
  readonly tier: "Standard" | "Advanced";
  readonly kept: KeptValue;
}

export type KeptValue =
  | { readonly kind: "plain"; readonly text: string }
  /** AES-256-GCM; all in base64. */
  | {
      readonly kind: "encrypted";
      readonly masterKeyId: string;
      readonly nonce: string;
      readonly bytes: string;
      readonly tag: string;
    };

export type ParameterKey = Pick<MasterKey, "keyId" | "keyIds" | "deriveSecret">;

const cipherName = "aes-256-gcm";
const nonceBytes = 12;

export function keepValue(
  key: ParameterKey,
  { name, version, type }: Pick<Parameter, "name" | "version" | "type">,
  text: string,
): KeptValue {
  if (type !== "SecureString") return { kind: "plain", text };
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(cipherName, key.deriveSecret("parameter", name), nonce);
  cipher.setAAD(boundTo(name, version));
  const bytes = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return {
    kind: "encrypted",
    masterKeyId: key.keyId,
    nonce: nonce.toString("base64"),
    bytes: bytes.toString("base64"),
    tag: cipher.getAuthTag().toString("base64"),
  };
}

/** Throws MASTER_KEY_UNKNOWN, or an error of the cipher where the row was tampered with. */
export function readValue(
  key: ParameterKey,
  { name, version, kept }: Pick<Parameter, "name" | "version" | "kept">,
): string {
  if (kept.kind === "plain") return kept.text;
  const secret = key.deriveSecret("parameter", name, kept.masterKeyId);
  const decipher = createDecipheriv(cipherName, secret, Buffer.from(kept.nonce, "base64"), {
    authTagLength: 16,
  });
  decipher.setAAD(boundTo(name, version));
  decipher.setAuthTag(Buffer.from(kept.tag, "base64"));
  const bytes = Buffer.concat([decipher.update(Buffer.from(kept.bytes, "base64")), decipher.final()]);
  return bytes.toString("utf8");
}

/** What is told of a SecureString to who does not ask for its text: nothing that helps. */
export function ciphertextOf(kept: KeptValue): string {
  return kept.kind === "plain" ? kept.text : `${kept.nonce}${kept.bytes}${kept.tag}`;
}

export function encodeParameter(parameter: Parameter): string {
  return JSON.stringify({ v: 1, ...parameter });
}

export function readParameter(body: string): Parameter {
  const found = parseJson(body);
  assert(isJsonObject(found) && found["v"] === 1, "a row of parameters holds an object of version 1");
  // Written by `encodeParameter` alone.
  return found as unknown as Parameter;
}

function boundTo(name: string, version: number): Uint8Array {
  return Buffer.from(JSON.stringify([name, version]));
}
