import { ApiError } from "@landbridge/api";
import { type EpochMs, epochMs } from "@landbridge/model";
import { isLive, type Key } from "./key-row.ts";

export interface RotationRequest {
  /** How long the old key still opens what it did. */
  readonly overlapMs: number;
  /** Default: the new key lives as long as the old one was made to. */
  readonly expiresAt?: EpochMs;
  readonly principal: string;
}

export interface Rotation {
  readonly old: Key;
  readonly fresh: Key;
}

/** The two keys after a rotation: equal grants, and the old one ends with the overlap at the latest. */
export function rotated(key: Key, freshId: string, now: EpochMs, request: RotationRequest): Rotation {
  if (key.replacedBy !== undefined)
    throw new ApiError("KEY_NOT_ROTATABLE", `The key ${key.id} was rotated into ${key.replacedBy} already.`);
  if (!isLive(key, now))
    throw new ApiError("KEY_NOT_ROTATABLE", `The key ${key.id} has expired or was revoked.`);
  const { revokedAt: _1, revokedBy: _2, lastUsedAt: _3, expiresAt, ...kept } = key;
  const lifeMs = expiresAt === undefined ? undefined : expiresAt - key.createdAt;
  const freshEnd = request.expiresAt ?? (lifeMs === undefined ? undefined : epochMs(now + lifeMs));
  const overlapEnd = epochMs(now + request.overlapMs);
  const fresh: Key = {
    ...kept,
    id: freshId,
    createdAt: now,
    createdBy: request.principal,
    replaces: key.id,
    ...(freshEnd === undefined ? {} : { expiresAt: freshEnd }),
  };
  const end = expiresAt === undefined || overlapEnd < expiresAt ? overlapEnd : expiresAt;
  return { fresh, old: { ...key, expiresAt: end, replacedBy: freshId } };
}
