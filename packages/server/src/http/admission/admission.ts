import { ApiError } from "@landbridge/api";
import type { KeyRate } from "../../auth/key-row.ts";
import type { HttpLimits } from "../limits.ts";
import { createCallers } from "./callers.ts";
import { createCounts } from "./counts.ts";
import type { Rate } from "./token-bucket.ts";

// Who may come in. Refusing costs little and happens before a body is read, so that overload is answered
// fast instead of queued (law 7).

export interface Admission {
  /** Counts one request of anybody as under way. Throws OVERLOADED. */
  enter(): Release;
  /** Before a key is looked at: whether the address has been refused too often. Throws RATE_LIMITED. */
  admitStranger(address: string): void;
  noteRefused(address: string): void;
  /** Counts one request of a valid key. Throws RATE_LIMITED or TOO_MANY_IN_FLIGHT. */
  admitKey(key: { readonly id: string; readonly limits?: KeyRate }): Release;
  /** Counts one follower. Throws TOO_MANY_FOLLOWERS. */
  follow(keyId: string): Release;
  readonly inFlight: () => number;
  readonly followers: () => number;
}

/** Harmless when called again. */
type Release = () => void;

/** @param now milliseconds that never go back */
export function createAdmission(limits: HttpLimits, now: () => number): Admission {
  const all = createCounts();
  const underWay = createCounts();
  const followers = createCounts();
  const keyRate = toRate(limits);
  const strangerRate = { perSecond: limits.refusedPerSecond, burst: limits.refusedBurst };
  const keys = createCallers(limits.callersMax, now);
  const strangers = createCallers(limits.callersMax, now);
  return {
    enter() {
      if (all.total() >= limits.inFlightMax)
        throw new ApiError("OVERLOADED", `${limits.inFlightMax} requests are under way already.`);
      return all.add("");
    },
    admitStranger(address) {
      refuseFor(
        strangers.waitSeconds(address, strangerRate),
        "This address sent too many requests without a valid key.",
      );
    },
    noteRefused: (address) => strangers.take(address, strangerRate),
    admitKey({ id: keyId, limits: own }) {
      const rate = own === undefined ? keyRate : toRate(own);
      refuseFor(keys.waitSeconds(keyId, rate), `This key may send ${rate.perSecond} requests per second.`);
      if (underWay.of(keyId) >= limits.inFlightPerKeyMax)
        throw new ApiError(
          "TOO_MANY_IN_FLIGHT",
          `A key may have ${limits.inFlightPerKeyMax} requests under way at once.`,
        );
      keys.take(keyId, rate);
      return underWay.add(keyId);
    },
    follow(keyId) {
      if (followers.total() >= limits.followersMax || followers.of(keyId) >= limits.followersPerKeyMax)
        throw new ApiError(
          "TOO_MANY_FOLLOWERS",
          `At most ${limits.followersMax} logs are followed at once, ${limits.followersPerKeyMax} by one key.`,
        );
      return followers.add(keyId);
    },
    inFlight: all.total,
    followers: followers.total,
  };
}

function toRate({ requestsPerSecond, requestsBurst }: KeyRate): Rate {
  return { perSecond: requestsPerSecond, burst: requestsBurst };
}

function refuseFor(waitSeconds: number, detail: string): void {
  if (waitSeconds > 0) throw new ApiError("RATE_LIMITED", detail, { retryAfterSeconds: waitSeconds });
}
