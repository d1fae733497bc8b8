import { canonicalRequest, stringToSign } from "./canonical-request.ts";
import { readClaim, type SignatureClaim } from "./claim.ts";
import { type PayloadKind, payloadKind } from "./payload-kind.ts";
import { refuse } from "./refused.ts";
import type { HeaderValues, SignedRequest } from "./signed-request.ts";
import { isSameSignature, type SigningKeys, scopeText, sign } from "./signing-key.ts";

// Whether a request was signed by who holds an access key's secret (AWS Signature Version 4).
//
// V1. `judgeClaim` reads the head only: what is malformed, out of time, or for elsewhere costs no body.
// V2. Nothing is proved before `proveSignature` returned; it computes from the bytes of the wire, so that what
//     a client or a proxy wrote otherwise than it signed is told and not mended.
// V3. Signatures are compared in constant time; messages hold neither the computed signature nor a secret.
//
// Why not the SDK's signer, signing again and comparing: it chooses the headers by its own list, takes parsed
// queries, and gives no seed for the signatures of chunks.

/** Source: AWS Identity and Access Management, "Troubleshoot signed requests": fifteen minutes on most services. */
const skewMsMax = 15 * 60_000;

/** What the signature must be bound to. */
export interface Expected {
  /** The service's name in the credential's scope. */
  readonly service: string;
  readonly region: string;
  /** The region that clients give as "us-east-1" though the service has none. */
  readonly isGlobal?: boolean;
}

export interface JudgedClaim {
  readonly claim: SignatureClaim;
  readonly payload: PayloadKind;
  readonly isS3: boolean;
}

/** Throws SignatureRefused: everything but unknown-key, mismatch and body-mismatch. */
export function judgeClaim(
  request: SignedRequest,
  values: HeaderValues,
  expected: Expected,
  nowMs: number,
): JudgedClaim {
  const claim = readClaim(request, values);
  refuseOutOfTime(claim, nowMs);
  refuseElsewhere(claim, expected);
  refuseUnsigned(claim, values);
  const isS3 = expected.service === "s3";
  const payload = payloadKind(values, isS3, claim.presigned !== undefined);
  return { claim, payload, isS3 };
}

/** What a proved signature leaves for the chunks that follow it. */
export interface Proof {
  readonly key: Uint8Array;
  readonly signature: string;
  readonly signedAt: string;
  readonly scope: string;
}

/**
 * Throws SignatureRefused: mismatch.
 * @param payloadHash hexadecimal SHA-256 of the body, or what stands for it
 */
export function proveSignature(facts: {
  readonly request: SignedRequest;
  readonly values: HeaderValues;
  readonly judged: JudgedClaim;
  readonly payloadHash: string;
  readonly secret: string;
  readonly keys: SigningKeys;
}): Proof {
  const { request, values, judged, payloadHash, secret, keys } = facts;
  const { claim, isS3 } = judged;
  const canonical = canonicalRequest({
    request,
    values,
    signedHeaders: claim.signedHeaders,
    payloadHash,
    isS3,
    isPresigned: claim.presigned !== undefined,
  });
  const key = keys(secret, claim.scope);
  const scope = scopeText(claim.scope);
  const signature = sign(key, stringToSign(canonical, claim.signedAt, scope));
  if (!isSameSignature(signature, claim.signature))
    refuse({ kind: "mismatch", accessKeyId: claim.accessKeyId });
  return { key, signature, signedAt: claim.signedAt, scope };
}

function refuseOutOfTime({ signedAtMs, presigned }: SignatureClaim, nowMs: number): void {
  const isEarly = signedAtMs > nowMs + skewMsMax;
  if (isEarly || (presigned === undefined && signedAtMs < nowMs - skewMsMax))
    refuse({ kind: "skewed", signedAtMs, nowMs, skewMs: skewMsMax, isEarly });
  if (presigned !== undefined && nowMs > signedAtMs + presigned.expiresSeconds * 1000)
    refuse({ kind: "presign-expired", signedAtMs, nowMs, expiresSeconds: presigned.expiresSeconds });
}

function refuseElsewhere({ scope }: SignatureClaim, expected: Expected): void {
  if (scope.service !== expected.service)
    refuse({
      kind: "wrong-scope",
      message: `Credential should be scoped to correct service: '${expected.service}'. `,
    });
  const isHere =
    scope.region === expected.region || (expected.isGlobal === true && scope.region === "us-east-1");
  if (!isHere)
    refuse({
      kind: "wrong-scope",
      message: `Credential should be scoped to a valid region, not '${scope.region.slice(0, 64)}'. This installation's is '${expected.region}'.`,
      region: expected.region,
    });
}

/** Bound by the signature though no signed header: both stand in what is signed. */
const boundOtherwise: ReadonlySet<string> = new Set(["x-amz-date", "x-amz-content-sha256"]);

function refuseUnsigned({ signedHeaders }: SignatureClaim, values: HeaderValues): void {
  const signed = new Set(signedHeaders);
  const must = [...values.keys()].filter((name) => name.startsWith("x-amz-") && !boundOtherwise.has(name));
  const lacking = ["host", ...must].filter((name) => !signed.has(name));
  if (lacking.length > 0) refuse({ kind: "unsigned-headers", names: lacking });
  // What is signed must have been sent: a client whose proxy drops a header learns which.
  const absent = signedHeaders.filter((name) => !values.has(name));
  if (absent.length > 0)
    refuse({
      kind: "incomplete",
      message: `SignedHeaders names headers that the request does not have: ${absent.join(", ").slice(0, 200)}.`,
      isPresigned: false,
    });
}
