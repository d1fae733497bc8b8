import { ApiError } from "@landbridge/api";
import type { MasterKey } from "./master-key.ts";

// Access key pairs, as AWS's clients sign with: an id that may be seen, and a secret that is derived from the
// master key, so that whoever has a copy of the store can sign nothing.

/** A pair's id is a key's id behind this; in capitals, as clients and scanners expect of AWS's. */
const pairPrefix = "LBAK";
const secretBytes = 30;

export function accessKeyIdOf(keyId: string): string {
  return `${pairPrefix}${keyId.toUpperCase()}`;
}

/** Undefined: no pair of ours has such an id. */
export function keyIdOf(accessKeyId: string): string | undefined {
  return /^LBAK[0-9A-F]{16}$/.test(accessKeyId)
    ? accessKeyId.slice(pairPrefix.length).toLowerCase()
    : undefined;
}

/** 40 characters, as AWS's are. `undefined`: the master key that it came from is no longer there. */
export type PairSecrets = (keyId: string, masterKeyId: string) => string | undefined;

/** A client signs each request with one pair: an HMAC is saved for each. The oldest of `entriesMax` is forgotten. */
export function createPairSecrets(
  masterKey: Pick<MasterKey, "keyIds" | "deriveSecret">,
  entriesMax: number,
): PairSecrets {
  const secrets = new Map<string, string>();
  return (keyId, masterKeyId) => {
    if (!masterKey.keyIds.includes(masterKeyId)) return undefined;
    const name = `${keyId} ${masterKeyId}`;
    const known = secrets.get(name);
    if (known !== undefined) return known;
    const bytes = masterKey.deriveSecret("access-key-pair", keyId, masterKeyId);
    const secret = Buffer.from(bytes.subarray(0, secretBytes)).toString("base64");
    secrets.set(name, secret);
    const [oldest] = secrets.keys();
    if (secrets.size > entriesMax && oldest !== undefined) secrets.delete(oldest);
    return secret;
  };
}

export function noPairs(): ApiError {
  return new ApiError("NOT_READY", "This server was started without a master key, so it makes no key pairs.");
}
