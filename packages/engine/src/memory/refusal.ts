import type { Guard, Row } from "@landbridge/store";

/** An entry was rejected by a guard: the row that stood in the way. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly guard: Guard;
  readonly holder: Row | undefined;

  constructor(guard: Guard, holder: Row | undefined) {
    super(`${guard.table} "${guard.key}" stood in the way`);
    this.guard = guard;
    this.holder = holder;
  }
}
