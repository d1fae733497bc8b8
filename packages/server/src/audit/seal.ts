import { createHmac, timingSafeEqual } from "node:crypto";
import type { MasterKey } from "../auth/master-key.ts";

export interface Sealer {
  readonly keyId: string;
  seal(text: string): string;
  /** `unknown-key`: the master key file no longer has it. */
  check(text: string, keyId: string, seal: string): "sound" | "broken" | "unknown-key";
}

export function createSealer(masterKey: Pick<MasterKey, "keyId" | "keyIds" | "deriveSecret">): Sealer {
  const sealWith = (text: string, keyId: string): Buffer =>
    createHmac("sha256", masterKey.deriveSecret("audit-seal", "", keyId))
      .update(text)
      .digest();
  return {
    keyId: masterKey.keyId,
    seal: (text) => sealWith(text, masterKey.keyId).toString("hex"),
    check(text, keyId, seal) {
      if (!masterKey.keyIds.includes(keyId)) return "unknown-key";
      const expected = sealWith(text, keyId);
      const found = Buffer.from(seal, "hex");
      return found.length === expected.length && timingSafeEqual(found, expected) ? "sound" : "broken";
    },
  };
}
