/** The text is not a path (or not an intrinsic call). For the validator, which says where it stands. */
export class PathSyntaxError extends Error {
  override readonly name = "PathSyntaxError";
  readonly reason: string;
  /** Characters from the beginning of the text to the fault. */
  readonly offset: number;

  constructor(reason: string, offset: number) {
    super(`${reason} (at character ${offset})`);
    this.reason = reason;
    this.offset = offset;
  }
}
