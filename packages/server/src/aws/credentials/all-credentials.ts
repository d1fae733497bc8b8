import type { Clock } from "@landbridge/model";
import type { Keys } from "../../auth/keys.ts";
import { principalOf } from "../../http/authenticate.ts";
import { type Credentials, keyPairCredentials } from "../dispatch/credentials.ts";
import { refuse } from "../sigv4/refused.ts";
import type { SealKey } from "./sealed.ts";
import { findSession, isSessionKeyId, type Subject } from "./session.ts";

/** Access key pairs, and the sessions of jobs and functions as long as those live. */
export function allCredentials(parts: {
  readonly keys: Keys;
  readonly key: SealKey;
  readonly clock: Clock;
  readonly isLive: (subject: Subject) => Promise<boolean>;
}): Credentials {
  const { keys, key, clock, isLive } = parts;
  const pairs = keyPairCredentials(keys);
  return {
    async find(claim) {
      const { accessKeyId, sessionToken } = claim;
      if (!isSessionKeyId(accessKeyId)) return pairs.find(claim);
      const session = sessionToken === undefined ? undefined : findSession(key, accessKeyId, sessionToken);
      if (session === undefined) return refuse({ kind: "invalid-token" });
      if (session.expiresAt <= clock.now() || !(await isLive(session.subject)))
        return refuse({ kind: "expired-token" });
      const caller = { key: session.key, accessKeyId, principal: principalOf(session.key) };
      return { secret: session.secret, caller };
    },
  };
}
