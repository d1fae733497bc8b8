import { createHmac } from "node:crypto";
import type { MasterKey } from "../src/auth/master-key.ts";

/** Derives as the real one does, from a key that everybody knows. */
export const fakeMasterKey: Pick<MasterKey, "keyId" | "keyIds" | "deriveSecret"> = {
  keyId: "m00000001",
  keyIds: ["m00000001"],
  deriveSecret: (label, id, keyId = "m00000001") =>
    createHmac("sha256", `known to all ${keyId} ${label}`).update(id).digest(),
};
