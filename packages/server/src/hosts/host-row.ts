import { assert, type EpochMs, epochMs, type HostLabels, type HostShare, hostName } from "@landbridge/model";
import type { ColumnsOf, Guard, Row, Write } from "@landbridge/store";
import type { Host, HostPlace, HostState } from "./host.ts";

/** A host and what proves it, as its row keeps them. */
export interface StoredHost {
  readonly host: Host;
  readonly proofs: HostProofs;
  readonly version: number;
}

/** Hashes of secrets, in hexadecimal: none of them can be told again. */
export interface HostProofs {
  readonly key?: { readonly hash: string; readonly madeAt: EpochMs };
  /** It is on its way to the agent, and takes the key's place once the agent has it. */
  readonly nextKey?: { readonly hash: string; readonly madeAt: EpochMs };
  readonly enrolment?: { readonly hash: string; readonly expiresAt: EpochMs };
  /** The newest name that the agent gave itself; see admission.ts. */
  readonly session?: { readonly current: string; readonly isConfirmed: boolean };
}

const FORMAT = 1;

interface Body {
  readonly v: number;
  readonly labels: HostLabels;
  readonly capacity: HostShare;
  readonly state: HostState;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly lastSeenAt?: number;
  readonly agentVersion?: string;
  readonly bootId?: string;
  readonly at?: HostPlace;
  readonly proofs: HostProofs;
}

export function readHost(row: Row<"hosts">): StoredHost {
  const body = JSON.parse(row.body) as Body;
  assert(body.v === FORMAT, `hosts/${row.key} has a format that this version can read`);
  const { labels, capacity, state, createdBy, agentVersion, bootId, at, proofs } = body;
  const host: Host = {
    name: hostName(row.key),
    labels,
    capacity,
    state,
    createdAt: epochMs(body.createdAt),
    createdBy,
    ...(body.lastSeenAt === undefined ? {} : { lastSeenAt: epochMs(body.lastSeenAt) }),
    ...(agentVersion === undefined ? {} : { agentVersion }),
    ...(bootId === undefined ? {} : { bootId }),
    ...(at === undefined ? {} : { at }),
  };
  return { host, proofs, version: row.version };
}

export function insertHost(host: Host, proofs: HostProofs): Write {
  return {
    kind: "insert",
    table: "hosts",
    key: host.name,
    columns: columnsOf(host),
    body: encode(host, proofs),
  };
}

export function updateHost(host: Host, proofs: HostProofs): Write {
  return {
    kind: "update",
    table: "hosts",
    key: host.name,
    columns: columnsOf(host),
    body: encode(host, proofs),
  };
}

export function hostAtVersion({ host, version }: StoredHost): Guard {
  return { kind: "version", table: "hosts", key: host.name, version };
}

function columnsOf({ state, createdAt }: Host): ColumnsOf<"hosts"> {
  return { state, createdAt };
}

function encode({ name: _name, ...host }: Host, proofs: HostProofs): string {
  const body: Body = { v: FORMAT, ...host, proofs };
  return JSON.stringify(body);
}
