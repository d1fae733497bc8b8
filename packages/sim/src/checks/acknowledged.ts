import { type Check, type Evidence, must } from "./check.ts";

/** Law 1: what a client was told is there. */
export function acknowledged(): Check {
  return {
    law: "acknowledged means durable",
    async always(evidence) {
      checkExecutions(evidence);
      checkResults(evidence);
      checkRedrives(evidence);
      await checkLaunches(evidence);
    },
  };
}

function checkExecutions({ ledger, histories }: Evidence): void {
  const byId = new Map(histories.map((history) => [history.id, history]));
  for (const { id, arn, machine, name, input } of ledger.executions) {
    const found = byId.get(id);
    must(found !== undefined, `execution ${id} was acknowledged and is not in the store`);
    const { record } = found;
    must(record.arn === arn, `execution ${id} was acknowledged as ${arn} and is stored as ${record.arn}`);
    must(
      record.machineName === machine,
      `execution ${id} of ${machine} is stored as one of ${record.machineName}`,
    );
    must(name === undefined || record.name === name, `execution ${name} is stored as ${record.name}`);
    must(JSON.stringify(record.input) === JSON.stringify(input), `execution ${id} lost its input`);
  }
  for (const id of ledger.stops) {
    const history = byId.get(id);
    const status = history?.status;
    const isRedriven = history?.events.some(({ type }) => type === "ExecutionRedriven") === true;
    must(
      status !== undefined && (status !== "RUNNING" || isRedriven),
      `execution ${id} was stopped, and is ${status ?? "gone"}`,
    );
  }
}

/** Each redrive that was acknowledged happened, each once, and the row counts them as the history does. */
function checkRedrives({ ledger, histories }: Evidence): void {
  const told = Map.groupBy(ledger.redrives, ({ id }) => id);
  for (const { id, record, events } of histories) {
    const count = events.filter(({ type }) => type === "ExecutionRedriven").length;
    must(
      record.redriveCount === count,
      `execution ${id} was redriven ${count} times, its row says ${record.redriveCount}`,
    );
    const tokens = new Set(told.get(id)?.map(({ token }) => token));
    must(
      tokens.size <= count,
      `execution ${id}: ${tokens.size} redrives were acknowledged, and ${count} made`,
    );
  }
}

/** A result that was taken is in the history, once; one whose fate nobody told, once at most. */
function checkResults({ ledger, histories }: Evidence): void {
  const marks = new Map<string, number>();
  for (const { events } of histories)
    for (const { type, details } of events) {
      if (type !== "TaskSucceeded" && type !== "TaskFailed") continue;
      // What a child execution gave may quote results of its own.
      if (details?.["resourceType"] === "states") continue;
      const text = JSON.stringify(details?.["output"] ?? details?.["cause"] ?? "");
      for (const [mark] of text.matchAll(/mark-\d+/g)) marks.set(mark, (marks.get(mark) ?? 0) + 1);
    }
  for (const { mark, token, isTaken } of ledger.results) {
    const count = marks.get(mark) ?? 0;
    if (isTaken)
      must(count === 1, `result ${mark} of task ${token} was taken, and is ${count} times in the history`);
    else must(count <= 1, `result ${mark} of task ${token} is ${count} times in the history`);
  }
}

async function checkLaunches({ ledger, store }: Evidence): Promise<void> {
  for (const { answer, job, input } of ledger.launches) {
    if (answer === "conflict") continue;
    const { id } = answer.run;
    const row = await store.get("runs", id);
    must(row !== undefined, `run ${id} was acknowledged and is not in the store`);
    must(row.columns.job === job, `run ${id} of ${job} is stored as one of ${row.columns.job}`);
    const isRefused = row.columns.status === "REFUSED";
    must(
      isRefused === (answer.kind === "refused"),
      `run ${id} was ${answer.kind}, and is ${row.columns.status}`,
    );
    const { run } = (JSON.parse(row.body) as { readonly r: { readonly run: { readonly input: unknown } } }).r;
    must(JSON.stringify(run.input) === JSON.stringify(input), `run ${id} lost its input`);
  }
}
