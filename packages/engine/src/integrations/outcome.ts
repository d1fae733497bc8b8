import { createHash } from "node:crypto";
import type { Failure, Json } from "@landbridge/model";
import type { TaskCall, TaskReply } from "../options.ts";

/** How a called service answered. `submitted`: the result comes later, by the token or from a child. */
export type TaskOutcome =
  | { readonly kind: "submitted"; readonly output: Json }
  | { readonly kind: "succeeded"; readonly output: Json }
  | { readonly kind: "failed"; readonly failure: Failure };

export function giveOutcome(reply: TaskReply, outcome: TaskOutcome): void {
  switch (outcome.kind) {
    case "submitted":
      return reply.submitted(outcome.output);
    case "succeeded":
      return reply.succeeded(outcome.output);
    case "failed":
      return reply.failed(outcome.failure);
  }
}

export function failed(error: string, cause: string): Extract<TaskOutcome, { readonly kind: "failed" }> {
  return { kind: "failed", failure: { error, cause } };
}

/** The request id of a task's call: the same for each delivery of it. No secret, so it needs no token. */
export function requestIdOf({ execution, ref }: Pick<TaskCall, "execution" | "ref">): string {
  return `${execution.slice(0, 24)}${ref.task.toString(16).padStart(12, "0")}`;
}

/** A UUID that belongs to a task: the same for each delivery of it, so a repeated answer is the same answer. */
export function uuidOfToken(token: string): string {
  const hex = createHash("sha256").update(token).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
