import { refuse } from "./refused.ts";
import type { HeaderValues } from "./signed-request.ts";

/** How a request's body is bound to its signature. */
export type PayloadKind =
  /** By the hash of the whole body. */
  | { readonly kind: "whole" }
  /** By a hash that the head declares, so that the head is proved before the body is there. */
  | { readonly kind: "declared"; readonly sha256: string }
  /** Not at all. */
  | { readonly kind: "unsigned" }
  /** In chunks (`aws-chunked`), each signed or none, and maybe a trailer behind them. */
  | {
      readonly kind: "chunks";
      readonly declared: string;
      readonly isSigned: boolean;
      readonly hasTrailer: boolean;
    };

const unsigned = "UNSIGNED-PAYLOAD";

const streaming: Readonly<Record<string, { readonly isSigned: boolean; readonly hasTrailer: boolean }>> = {
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD": { isSigned: true, hasTrailer: false },
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER": { isSigned: true, hasTrailer: true },
  "STREAMING-UNSIGNED-PAYLOAD-TRAILER": { isSigned: false, hasTrailer: true },
};

/** Only S3 takes bodies that are not signed whole. Throws SignatureRefused: payload-kind. */
export function payloadKind(values: HeaderValues, isS3: boolean, isPresigned: boolean): PayloadKind {
  const declared = values.get("x-amz-content-sha256")?.[0]?.trim();
  if (!isS3) return { kind: "whole" };
  if (declared === undefined) {
    if (isPresigned) return { kind: "unsigned" };
    return refuse({
      kind: "payload-kind",
      message: "Missing required header for this request: x-amz-content-sha256",
    });
  }
  if (declared === unsigned) return { kind: "unsigned" };
  const chunks = Object.hasOwn(streaming, declared) ? streaming[declared] : undefined;
  if (chunks !== undefined) return { kind: "chunks", declared, ...chunks };
  if (/^[0-9a-f]{64}$/.test(declared)) return { kind: "declared", sha256: declared };
  return refuse({
    kind: "payload-kind",
    message:
      "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
  });
}
/** What stands for the body in the canonical request. */
export function payloadText(payload: Exclude<PayloadKind, { readonly kind: "whole" }>): string {
  switch (payload.kind) {
    case "declared":
      return payload.sha256;
    case "unsigned":
      return unsigned;
    case "chunks":
      return payload.declared;
  }
}
