import type { Keys } from "../../auth/keys.ts";
import { principalOf } from "../../http/authenticate.ts";
import type { AwsCaller } from "../service.ts";
import type { SignatureClaim } from "../sigv4/claim.ts";
import { refuse } from "../sigv4/refused.ts";

/** Whose signature it would be, and the secret that proves it. */
export interface FoundCredentials {
  readonly secret: string;
  readonly caller: AwsCaller;
}

export interface Credentials {
  /** Throws SignatureRefused: unknown-key, invalid-token, expired-token. */
  find(claim: SignatureClaim): Promise<FoundCredentials>;
}

export function keyPairCredentials(keys: Keys): Credentials {
  return {
    async find({ accessKeyId, sessionToken }) {
      // A token stands for a session, and these keys have none.
      if (sessionToken !== undefined) return refuse({ kind: "invalid-token" });
      const found = await keys.findPair(accessKeyId);
      if (found.kind === "unknown") return refuse({ kind: "unknown-key", accessKeyId });
      const { key, secret } = found;
      return { secret, caller: { key, accessKeyId, principal: principalOf(key) } };
    },
  };
}
