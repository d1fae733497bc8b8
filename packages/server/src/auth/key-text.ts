import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** `lb_ID_SECRET`: 64 bits that name the key and may be seen, 256 bits that prove it. All hexadecimal. */
export interface KeyText {
  readonly id: string;
  readonly secret: string;
}

const keyPattern = /^lb_([0-9a-f]{16})_([0-9a-f]{64})$/;

export function newKeyText(random: (byteCount: number) => Uint8Array = randomBytes): KeyText {
  return { id: hex(random(8)), secret: hex(random(32)) };
}

export function formatKey(key: KeyText): string {
  return `lb_${key.id}_${key.secret}`;
}

export function parseKey(text: string): KeyText | undefined {
  const [, id, secret] = keyPattern.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/**
 * What the store keeps of a secret. One plain SHA-256: a slow hash protects what people choose and others
 * can guess; 256 random bits cannot be guessed at any speed, and every request pays for the hash.
 */
export function hashSecret(secret: string): Uint8Array {
  return createHash("sha256").update(secret, "latin1").digest();
}

/** Of no secret: what an unknown key is compared with, so that it takes the same steps as a known one. */
const hashOfNone: Uint8Array = new Uint8Array(32);

/** Always hashes and always compares, in time that depends on neither. */
export function provesSecret(secret: string, hash: Uint8Array | undefined): boolean {
  const isEqual = timingSafeEqual(hashSecret(secret), hash ?? hashOfNone);
  return isEqual && hash !== undefined;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
