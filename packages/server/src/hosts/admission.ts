import type { AgentFrame } from "@landbridge/agent/link";
import type { EpochMs } from "@landbridge/model";
import type { Host } from "./host.ts";
import type { HostProofs, StoredHost } from "./host-row.ts";
import type { FreshSecret, Proof } from "./host-secrets.ts";

export type Hello = Extract<AgentFrame, { readonly kind: "hello" }>;

export interface Refused {
  readonly kind: "refused";
  readonly why: "copied" | "removed";
  readonly reason: string;
}

/** What the host's row is to be before the agent is let in. */
export interface Admitted {
  readonly kind: "admitted";
  readonly before: StoredHost;
  readonly host: Host;
  readonly proofs: HostProofs;
}

export interface AdmissionFacts {
  readonly now: EpochMs;
  /** How many runs may be alive on the host. */
  readonly runs: number;
  /** For one that is enrolled: it has no key yet. */
  readonly key: FreshSecret | undefined;
}

/** Whether an agent that has proved itself may be the host (R2 to R4). */
export function admit(
  before: StoredHost | undefined,
  by: Proof,
  hello: Hello,
  { now, runs, key }: AdmissionFacts,
): Admitted | Refused {
  if (before === undefined || before.host.state === "REMOVED")
    return { kind: "refused", why: "removed", reason: "the host was removed" };
  const { last, next } = hello.session;
  if (by === "enrolment" && runs > 0)
    return { kind: "refused", why: "copied", reason: `${runs} runs may be alive on the host of before` };
  if (by !== "enrolment" && !isNewest(before.proofs.session, last, next))
    return { kind: "refused", why: "copied", reason: "another agent has used this host's key since" };
  const { labels, capacity, agentVersion, bootId } = hello;
  // Whatever connection it had is over by now, wherever that was.
  const { at: _old, ...unplaced } = before.host;
  const { nextKey, ...rest } = before.proofs;
  return {
    kind: "admitted",
    before,
    host: { ...unplaced, labels, capacity, agentVersion, bootId, lastSeenAt: now },
    proofs: {
      ...rest,
      ...(by === "next-key" && nextKey ? { key: nextKey } : {}),
      ...(by === "key" && nextKey ? { nextKey } : {}),
      ...(key === undefined ? {} : { key: { hash: key.hash, madeAt: now } }),
      session: { current: next, isConfirmed: false },
    },
  };
}

/** R2, R3. */
function isNewest(session: HostProofs["session"], last: string | null, next: string): boolean {
  if (session === undefined) return false;
  return last === session.current || (next === session.current && !session.isConfirmed);
}
