/** Why a request is not taken for its sender's. What each is called, each of AWS's protocols says for itself. */
export type SignatureProblem =
  /** Nothing says who sent it. */
  | { readonly kind: "missing" }
  /** What says so lacks a part, or cannot be read. */
  | { readonly kind: "incomplete"; readonly message: string; readonly isPresigned: boolean }
  | { readonly kind: "unknown-key"; readonly accessKeyId: string }
  | { readonly kind: "invalid-token" }
  | { readonly kind: "expired-token" }
  | {
      readonly kind: "skewed";
      readonly signedAtMs: number;
      readonly nowMs: number;
      readonly skewMs: number;
      readonly isEarly: boolean;
    }
  | {
      readonly kind: "presign-expired";
      readonly signedAtMs: number;
      readonly expiresSeconds: number;
      readonly nowMs: number;
    }
  | { readonly kind: "wrong-scope"; readonly message: string; readonly region?: string }
  | { readonly kind: "unsigned-headers"; readonly names: readonly string[] }
  | { readonly kind: "mismatch"; readonly accessKeyId: string }
  /** The body is not the one that was signed. */
  | { readonly kind: "body-mismatch"; readonly signed: string; readonly computed: string }
  /** What `x-amz-content-sha256` promises is not what this service takes. */
  | { readonly kind: "payload-kind"; readonly message: string };

export class SignatureRefused extends Error {
  override readonly name = "SignatureRefused";
  readonly problem: SignatureProblem;

  constructor(problem: SignatureProblem) {
    super(`the request's signature is refused: ${problem.kind}`);
    this.problem = problem;
  }
}

export function refuse(problem: SignatureProblem): never {
  throw new SignatureRefused(problem);
}
