import { randomBytes } from "node:crypto";
import { type Scope, scopes } from "@landbridge/api";
import { type EpochMs, epochMs, isJsonObject, type Json, type JsonObject } from "@landbridge/model";
import type { Key } from "../../auth/key-row.ts";
import { type SealKey, seal, unseal } from "./sealed.ts";

// Temporary credentials: an access key id, a secret and a session token. The token says what the session may do,
// for whom and until when; the secret is derived from the token. Nothing is kept, so nothing can be stolen from
// the store, and a token that was changed has another secret.

/** Whose session it is, which ends with it. */
export type Subject =
  | { readonly kind: "run"; readonly run: string; readonly attempt: number }
  | { readonly kind: "worker"; readonly worker: string };

export interface Session {
  readonly subject: Subject;
  /** For audit records: "job load". */
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly startsAt: EpochMs;
  readonly expiresAt: EpochMs;
}

export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

const prefix = "LBAS";
const label = "aws-session";

export function isSessionKeyId(accessKeyId: string): boolean {
  return accessKeyId.startsWith(prefix);
}

export function openSession(key: SealKey, session: Session): SessionCredentials {
  const accessKeyId = `${prefix}${randomBytes(8).toString("hex").toUpperCase()}`;
  const { name, scopes: granted, startsAt, expiresAt } = session;
  const subject: JsonObject = { ...session.subject };
  const sessionToken = seal(key, label, {
    v: 1,
    id: accessKeyId,
    subject,
    name,
    scopes: granted,
    startsAt,
    expiresAt,
  });
  return { accessKeyId, sessionToken, secretAccessKey: secretOf(key, sessionToken) };
}

export interface FoundSession {
  readonly subject: Subject;
  readonly secret: string;
  readonly expiresAt: EpochMs;
  /** As if it were a key of its own. */
  readonly key: Key;
}

/** Undefined: the token is none of ours, or belongs to another id. */
export function findSession(
  key: SealKey,
  accessKeyId: string,
  sessionToken: string,
): FoundSession | undefined {
  const facts = unseal(key, label, sessionToken);
  if (facts === undefined || facts["id"] !== accessKeyId) return undefined;
  const { name, scopes: granted, startsAt, expiresAt } = facts;
  const subject = readSubject(facts["subject"]);
  if (subject === undefined || typeof name !== "string") return undefined;
  if (typeof startsAt !== "number" || typeof expiresAt !== "number" || !Array.isArray(granted))
    return undefined;
  return {
    subject,
    secret: secretOf(key, sessionToken),
    expiresAt: epochMs(expiresAt),
    key: {
      id: accessKeyId,
      name,
      scopes: scopes.filter((one) => granted.includes(one)),
      launch: [],
      createdAt: epochMs(startsAt),
      createdBy: name,
      expiresAt: epochMs(expiresAt),
    },
  };
}

export function readSubject(value: Json | undefined): Subject | undefined {
  if (!isJsonObject(value)) return undefined;
  const { kind, run, attempt, worker } = value;
  if (kind === "run" && typeof run === "string" && typeof attempt === "number") return { kind, run, attempt };
  return kind === "worker" && typeof worker === "string" ? { kind, worker } : undefined;
}

function secretOf(key: SealKey, sessionToken: string): string {
  const [keyId = ""] = sessionToken.split(".");
  const bytes = key.deriveSecret("aws-session-secret", sessionToken, keyId);
  return Buffer.from(bytes.subarray(0, 30)).toString("base64");
}
