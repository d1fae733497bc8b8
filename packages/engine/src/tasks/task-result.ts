import type { ExecutionEvent } from "@landbridge/asl";
import type { Failure, Json } from "@landbridge/model";
import { engineError } from "../errors.ts";
import type { Homes } from "../memory/homes.ts";
import type { TokenMaker } from "./tokens.ts";

/** How a task ended, or that it lives. */
export type TaskResult =
  | { readonly kind: "succeeded"; readonly output: Json }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "heartbeat" };

/** By token. Throws InvalidToken, or TaskTimedOut where the task is over. */
export async function finishTask(
  homes: Homes,
  tokens: TokenMaker,
  token: string,
  result: TaskResult,
): Promise<void> {
  const task = tokens.read(token);
  if (task === undefined) throw engineError("InvalidToken", "'Invalid token'");
  const answer = await homes.ask(task.execution, eventOf(task.ref, result));
  if (answer === undefined) throw engineError("InvalidToken", "'Invalid token'");
  if (answer === "stale") {
    throw engineError("TaskTimedOut", "'Provided task does not exist anymore'");
  }
}

function eventOf(
  ref: Extract<ExecutionEvent, { readonly ref: unknown }>["ref"],
  result: TaskResult,
): ExecutionEvent {
  switch (result.kind) {
    case "succeeded":
      return { kind: "TaskSucceeded", ref, output: result.output };
    case "failed":
      return { kind: "TaskFailed", ref, failure: result.failure };
    case "heartbeat":
      return { kind: "TaskHeartbeat", ref };
  }
}
