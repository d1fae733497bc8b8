import type { HistoryEvent } from "@landbridge/model";
import type { Entry } from "@landbridge/store";
import { type Check, must, Violation } from "./check.ts";
import { type JournalTurn, readTurn, type StoredHistory } from "./stored-history.ts";

/**
 * Law 2: a task is delivered after its commit and always under one token, and a result counts for the task
 * whose token it came under, and for no other. Our functions put the token that they got into their result.
 */
export function taskTokens(): Check {
  /** Of every execution: each task that was committed, as `frame.task`. */
  const committed = new Map<string, Set<string>>();
  const tokens = new Map<string, string>();
  return {
    law: "a task is redelivered under the same token only, and no result is taken under another one",
    committed({ writes }: Entry) {
      for (const write of writes) {
        if (write.table !== "executions" || write.kind === "delete" || write.journal === undefined) continue;
        const tasks = committed.get(write.key) ?? new Set();
        committed.set(write.key, tasks);
        for (const { name } of tasksOf(readTurn(write.journal))) tasks.add(name);
      }
    },
    delivered({ execution, ref, token }) {
      const name = `${ref.frame}.${ref.task}`;
      must(
        committed.get(execution)?.has(name),
        `task ${name} of ${execution} was delivered before it was committed`,
      );
      const known = tokens.get(`${execution}.${name}`);
      must(
        known === undefined || known === token,
        `task ${name} of ${execution} has the tokens ${known} and ${token}`,
      );
      tokens.set(`${execution}.${name}`, token);
    },
    always({ histories }) {
      for (const history of histories) checkResults(history);
    },
  };
}

interface CommittedTask {
  readonly name: string;
  /** The …Started event. */
  readonly event: number;
}

function tasksOf({ delta, whole }: JournalTurn): readonly CommittedTask[] {
  const tasks: CommittedTask[] = [];
  for (const [frame, change] of Object.entries((delta ?? whole)?.frames ?? {}))
    if (change?.task != null && change.lastEvent !== undefined)
      tasks.push({ name: `${frame}.${change.task.task}`, event: change.lastEvent });
  return tasks;
}

function checkResults({ id, turns, events }: StoredHistory): void {
  const taskOfEvent = new Map<number, string>();
  for (const turn of turns)
    for (const { name, event } of tasksOf(turn)) if (!taskOfEvent.has(event)) taskOfEvent.set(event, name);
  for (const event of events) {
    const token = tokenIn(event);
    if (token === undefined) continue;
    const started = startOf(events, event);
    const expected = `${id}.${taskOfEvent.get(started.id)}.`;
    must(
      token.startsWith(expected),
      `event ${event.id} of ${id} took a result under ${token} for task ${expected}`,
    );
  }
}

/** What a function or a client of ours says of whom it answers. */
function tokenIn({ type, details }: HistoryEvent): string | undefined {
  const isResult = /^(LambdaFunction|Task)(Succeeded|Failed)$/.test(type);
  // What a child execution gave may quote answers to tasks of its own.
  const isChild = details?.["resourceType"] === "states";
  const text = isResult && !isChild ? (details?.["output"] ?? details?.["cause"]) : undefined;
  return typeof text === "string" ? /by=([\w.-]+)/.exec(text)?.[1] : undefined;
}

/** The …Started event of the task that this event ends. */
function startOf(events: readonly HistoryEvent[], end: HistoryEvent): HistoryEvent {
  let event: HistoryEvent | undefined = end;
  do event = events[event.previousEventId - 1];
  while (event?.type === "TaskSubmitted");
  if (event?.type === "TaskStarted" || event?.type === "LambdaFunctionStarted") return event;
  throw new Violation(`${end.type} ${end.id} comes after ${event?.type}, which starts no task`);
}
