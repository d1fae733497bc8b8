import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { secretError } from "../errors.ts";
import type { MasterSecret } from "./key-ring.ts";

/** A secret as its row keeps it: AES-256-GCM, a fresh nonce each time, bound to its name. */
export interface Sealed {
  readonly key: string;
  readonly nonce: string;
  readonly text: string;
  readonly tag: string;
}

/** Source: NIST SP 800-38D, section 8.2: 96 random bits are safe for 2³² encryptions under one key. */
const nonceBytes = 12;

export function seal(name: string, value: string, { id, key }: MasterSecret): Sealed {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(boundTo(name));
  const text = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
  return {
    key: id,
    nonce: nonce.toString("base64url"),
    text: text.toString("base64url"),
    tag: cipher.getAuthTag().toString("base64url"),
  };
}

export function unseal(name: string, sealed: Sealed, keys: readonly MasterSecret[], place: string): string {
  const master = keys.find(({ id }) => id === sealed.key);
  if (master === undefined)
    throw secretError("SECRET_UNREADABLE", `${name} was encrypted under a key that ${place} no longer has`);
  const bytes = (part: string): Buffer => Buffer.from(part, "base64url");
  try {
    const options = { authTagLength: 16 };
    const cipher = createDecipheriv("aes-256-gcm", master.key, bytes(sealed.nonce), options)
      .setAAD(boundTo(name))
      .setAuthTag(bytes(sealed.tag));
    return cipher.update(bytes(sealed.text)).toString("utf8") + cipher.final("utf8");
  } catch {
    throw secretError("SECRET_UNREADABLE", `${name} was changed in the store`);
  }
}

/** A row that is copied over another one's does not open. */
function boundTo(name: string): Buffer {
  return Buffer.from(`landbridge-secret ${name}`);
}
