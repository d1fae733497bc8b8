import { hash } from "node:crypto";
import { canonicalPath, canonicalQuery } from "./canonical-uri.ts";
import type { HeaderValues, SignedRequest } from "./signed-request.ts";

export interface CanonicalFacts {
  readonly request: SignedRequest;
  readonly values: HeaderValues;
  /** In lower case and sorted, as the signature names them. */
  readonly signedHeaders: readonly string[];
  /** Hexadecimal SHA-256 of the body, or what stands for it. */
  readonly payloadHash: string;
  readonly isS3: boolean;
  readonly isPresigned: boolean;
}

/** Source: AWS Identity and Access Management, "Create a signed AWS API request", step 1. */
export function canonicalRequest(facts: CanonicalFacts): string {
  const { request, values, signedHeaders, payloadHash, isS3, isPresigned } = facts;
  const headers = signedHeaders.map((name) => `${name}:${(values.get(name) ?? []).map(trim).join(",")}\n`);
  return [
    request.method,
    canonicalPath(request.path, isS3),
    canonicalQuery(request.query, isPresigned ? "X-Amz-Signature" : undefined),
    headers.join(""),
    signedHeaders.join(";"),
    payloadHash,
  ].join("\n");
}

/** Source: the same page, step 3. */
export function stringToSign(canonical: string, at: string, scope: string): string {
  // A byte per character: what was sent is what is hashed.
  return `AWS4-HMAC-SHA256\n${at}\n${scope}\n${hash("sha256", Buffer.from(canonical, "latin1"))}`;
}

function trim(value: string): string {
  const trimmed = value.trim();
  return trimmed.includes("  ") ? trimmed.replaceAll(/ {2,}/g, " ") : trimmed;
}
