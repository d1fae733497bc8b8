import { randomBytes } from "node:crypto";
import type { EpochMs } from "@landbridge/model";
import { hashSecret, provesSecret } from "../auth/key-text.ts";
import type { HostProofs } from "./host-row.ts";

// What proves a host: an enrolment token, for a while and once, and then a key. The store holds hashes (R1).

const KEY_PREFIX = "lbh_";
const TOKEN_PREFIX = "lbt_";

/** By what an agent comes in. */
export type Proof = "key" | "next-key" | "enrolment";

/** What the agent is given, and what is kept of it. */
export interface FreshSecret {
  readonly text: string;
  readonly hash: string;
}

export function freshKey(): FreshSecret {
  const { text, hash } = freshToken();
  return { text: KEY_PREFIX + text, hash };
}

/** Without its prefix: the enrolment token has it in another place. */
export function freshToken(): FreshSecret {
  const text = randomBytes(32).toString("hex");
  return { text, hash: Buffer.from(hashSecret(text)).toString("hex") };
}

/** Undefined: it proves nothing. Takes as long for a host that there is not. */
export function proofOf(proofs: HostProofs | undefined, bearer: string, now: EpochMs): Proof | undefined {
  const secret = bearer.slice(KEY_PREFIX.length);
  if (bearer.startsWith(TOKEN_PREFIX)) {
    const { enrolment } = proofs ?? {};
    const isProof = provesSecret(secret, bytesOf(enrolment?.hash));
    const isLive = enrolment !== undefined && now < enrolment.expiresAt;
    return isProof && isLive ? "enrolment" : undefined;
  }
  // Both are always compared: which of them it was is not told by the time it takes.
  const isKey = provesSecret(secret, bytesOf(proofs?.key?.hash));
  const isNext = provesSecret(secret, bytesOf(proofs?.nextKey?.hash));
  if (!bearer.startsWith(KEY_PREFIX) || !(isKey || isNext)) return undefined;
  return isKey ? "key" : "next-key";
}

function bytesOf(hash: string | undefined): Uint8Array | undefined {
  return hash === undefined ? undefined : Buffer.from(hash, "hex");
}
