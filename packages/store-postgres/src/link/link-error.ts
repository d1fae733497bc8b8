/** Why a link gave no answer. */
export type LinkErrorKind =
  /** Nothing was sent. */
  | "unsent"
  /** It was sent, and what became of it is not known. */
  | "unanswered"
  /** The server is a standby, or reads only. */
  | "read-only";

export class LinkError extends Error {
  readonly kind: LinkErrorKind;

  constructor(kind: LinkErrorKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}
