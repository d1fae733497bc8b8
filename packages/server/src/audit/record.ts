import { createHash } from "node:crypto";

/** Who did what, when, from where, and how it ended. Never a payload, a secret or a query. */
export interface AuditEvent {
  /** RFC 3339. */
  readonly at: string;
  readonly principal: AuditPrincipal | null;
  /** Where the request came from; "local": this very process. */
  readonly address: string;
  /** "native", or the dialect's name; "server". */
  readonly via: string;
  /** The operation's id in its dialect. */
  readonly operation: string;
  /** What permissions are judged by. Absent: nobody got so far as to be asked. */
  readonly action?: string;
  /** The path that was asked for, without its query; in a dialect without paths, the thing's name. */
  readonly target: string;
  readonly outcome: "done" | "refused" | "failed";
  readonly status: number;
  /** Of the error. */
  readonly code?: string;
  /** Where what was made is. */
  readonly made?: string;
  /** The answer's `x-request-id`. */
  readonly request?: string;
  /** How many such attempts one record stands for; absent: 1. */
  readonly count?: number;
}

export interface AuditPrincipal {
  readonly key: string;
  readonly name: string;
}

/** As it stands in the chain. */
export interface AuditRecord extends AuditEvent {
  /** From 1, without gaps. */
  readonly seq: number;
  /** Of this record and everything before it. */
  readonly hash: string;
}

/** Of the chain before its first record. */
export const noHash = "0".repeat(64);

/** The hash that makes the chain: of the hash before, the number, and the event as it is kept. */
export function chainHash(previous: string, seq: number, event: AuditEvent): string {
  return createHash("sha256")
    .update(`${previous}\n${seq}\n${JSON.stringify(event)}`)
    .digest("hex");
}

/** Gives each event its number and its hash. */
export function chained(
  events: readonly AuditEvent[],
  after: { readonly seq: number; readonly hash: string },
): readonly AuditRecord[] {
  let { seq, hash } = after;
  return events.map((event) => {
    seq += 1;
    hash = chainHash(hash, seq, event);
    return { seq, hash, ...event };
  });
}
