import {
  applyDelta,
  type ExecutionState,
  initialState,
  type Machine,
  nextWake,
  parseMachine,
} from "@landbridge/asl";
import { type Check, type Evidence, must } from "./check.ts";
import { type StoredHistory, startedAtOf } from "./stored-history.ts";

/** Protocol 2: the deltas, applied in their order, give what the live execution wrote into its row. */
export function replay(): Check {
  const machines = new Map<string, Machine>();
  const machineOf = async ({ store }: Evidence, { record }: StoredHistory): Promise<Machine> => {
    const key = `${record.machineName}\n${record.revision}`;
    const known = machines.get(key);
    if (known !== undefined) return known;
    const row = await store.get("revisions", key);
    must(
      row !== undefined,
      `revision ${record.revision} of ${record.machineName} is pinned, and is not there`,
    );
    const { machine } = parseMachine((JSON.parse(row.body) as { readonly definition: string }).definition);
    must(machine !== undefined, `revision ${record.revision} of ${record.machineName} can be read`);
    machines.set(key, machine);
    return machine;
  };
  return {
    law: "the journal replayed gives the state that ran",
    async always(evidence) {
      for (const history of evidence.histories) checkState(history, await machineOf(evidence, history));
    },
  };
}

function checkState(history: StoredHistory, machine: Machine): void {
  const { id, status, row, events, record } = history;
  const state = stateOf(history);
  must(state.status === status, `execution ${id} is ${status}, and replayed ${state.status}`);
  must(
    state.lastEventId === events.length,
    `execution ${id} has ${events.length} events, replayed ${state.lastEventId}`,
  );
  const { wakeAt } = row.columns;
  if (status !== "RUNNING") {
    const isLeft = state.frames.size > 0;
    must(
      isLeft === (status !== "SUCCEEDED"),
      `execution ${id} is ${status}, and threads are left: ${isLeft}`,
    );
    must(state.due.size === 0 && state.underWay.size === 0, `execution ${id} is ${status}, and waits`);
    const isTold = wakeAt === null || (wakeAt === 0 && record.parent !== undefined);
    must(isTold, `execution ${id} is ${status}, and wants attention at ${wakeAt}`);
    if (status === "SUCCEEDED") {
      const output = events.at(-1)?.details?.["output"];
      must(
        JSON.stringify(state.output) === output,
        `execution ${id} gave ${JSON.stringify(output)}, replayed something else`,
      );
    }
    return;
  }
  const wanted = state.underWay.size > 0 ? 0 : nextWake(machine, state);
  must(wakeAt === wanted, `execution ${id} wants attention at ${wakeAt}, replayed at ${wanted}`);
}

export function stateOf(history: StoredHistory): ExecutionState {
  const { record, turns, id } = history;
  const state = initialState({
    id: record.arn,
    name: record.name,
    machineArn: record.machineArn,
    machineName: record.machineName,
    roleArn: record.roleArn,
    startedAt: startedAtOf(history),
    input: record.input,
  });
  for (const turn of turns) {
    const delta = turn.delta ?? turn.whole;
    must(delta !== undefined, `execution ${id}: a journal row has neither a delta nor a state`);
    // A whole state stands for what came before, so threads that it does not name are over.
    if (turn.whole !== undefined)
      for (const known of [...state.frames.keys()]) dropUnless(state, known, turn.whole);
    applyDelta(state, delta);
  }
  return state;
}

function dropUnless(state: ExecutionState, frame: number, whole: { readonly frames?: object }): void {
  if (Object.hasOwn(whole.frames ?? {}, String(frame))) return;
  applyDelta(state, { lastEventId: state.lastEventId, frames: { [String(frame)]: null } });
}
