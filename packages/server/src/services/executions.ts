import { ApiError } from "@landbridge/api";
import type { Engine, ExecutionDescription, ExecutionSummary, StartedExecution } from "@landbridge/engine";
import { type ExecutionId, LandbridgeError } from "@landbridge/model";
import type { EntryPart, Store } from "@landbridge/store";
import type { ExecutionServices, ExecutionView, Idempotency } from "../http/services.ts";

export function createExecutionServices(engine: Engine, store: Store, now: () => number): ExecutionServices {
  const viewOf = async (execution: string): Promise<ExecutionView> =>
    toView(await engine.describe(execution));

  return {
    async start({ stateMachine, name, input, idempotency }) {
      const request = { machine: stateMachine, input, ...(name !== undefined && { name }) };
      if (idempotency === undefined) {
        const started = await engine.start(request);
        return { execution: await viewOf(started.id), isReplay: started.isRepeated };
      }
      const known = await findFirst(store, idempotency);
      if (known !== undefined) return { execution: await viewOf(known), isReplay: true };
      const also = (id: ExecutionId): EntryPart => firstAnswer(idempotency, id, now());
      const started = await startOrReplay(engine, store, { ...request, also }, idempotency);
      return { execution: await viewOf(started.id), isReplay: started.isRepeated };
    },
    async list({ limit, cursor, stateMachine, status }) {
      const page = await engine.list({
        limit,
        ...(stateMachine !== undefined && { machine: stateMachine }),
        ...(status !== undefined && { status }),
        ...(cursor !== undefined && { after: cursor }),
      });
      return { items: page.executions.map(toView), ...(page.next !== undefined && { next: page.next }) };
    },
    async get(execution) {
      const view = await viewOf(execution);
      return { ...view, headroom: await engine.headroom(view.id) };
    },
    async history(execution, { limit, cursor, isReversed }) {
      const from = cursor === undefined ? 0 : parseEventCursor(cursor);
      const page = await engine.history(execution, { from, isReversed, limit });
      return { items: page.events, ...(page.next !== undefined && { next: String(page.next) }) };
    },
    async redrive(execution, request) {
      const { id } = await engine.redrive(execution, request);
      return viewOf(id);
    },
    async stop(execution, { error, cause }) {
      const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
      await engine.stopExecution(execution, failure);
      return viewOf(execution);
    },
  };
}

function toView(execution: ExecutionDescription | ExecutionSummary): ExecutionView {
  const { id, arn, name, machineName, revision, status, startedAt, stoppedAt, input } = execution;
  const { output, failure } = "failure" in execution || "output" in execution ? execution : {};
  const { redriveCount, redrivenAt } = execution;
  return {
    id,
    arn,
    name,
    stateMachine: machineName,
    revision,
    status,
    startedAt,
    ...(stoppedAt !== null && { stoppedAt }),
    redriveCount,
    ...(redrivenAt !== undefined && { redrivenAt }),
    ...("redrive" in execution && { redrive: execution.redrive }),
    input,
    ...(output !== undefined && { output }),
    ...(failure?.error !== undefined && { error: failure.error }),
    ...(failure?.cause !== undefined && { cause: failure.cause }),
  };
}

function parseEventCursor(cursor: string): number {
  if (/^[1-9]\d{0,8}$/.test(cursor)) return Number(cursor);
  throw new ApiError("INVALID_CURSOR", "a history's cursor is the id of an event.");
}

/** The row under which a start's first answer is kept (protocol 9). */
function idempotencyKey({ principal, key }: Idempotency): string {
  return JSON.stringify(["start", principal, key]);
}

function firstAnswer(idempotency: Idempotency, id: ExecutionId, now: number): EntryPart {
  const key = idempotencyKey(idempotency);
  const body = JSON.stringify({ bodyHash: idempotency.bodyHash, execution: id });
  return {
    guards: [{ kind: "absent", table: "idempotency", key }],
    writes: [{ kind: "insert", table: "idempotency", key, columns: { createdAt: now }, body }],
  };
}

async function findFirst(store: Store, idempotency: Idempotency): Promise<string | undefined> {
  const row = await store.get("idempotency", idempotencyKey(idempotency));
  if (row === undefined) return undefined;
  const first = JSON.parse(row.body) as { readonly bodyHash: string; readonly execution: string };
  if (first.bodyHash === idempotency.bodyHash) return first.execution;
  throw new ApiError("IDEMPOTENCY_KEY_REUSED", "the key was sent before with another request.");
}

/** Two of the same request at once: the one that commits second finds the first one's row. */
async function startOrReplay(
  engine: Engine,
  store: Store,
  request: Parameters<Engine["start"]>[0],
  idempotency: Idempotency,
): Promise<Pick<StartedExecution, "id" | "isRepeated">> {
  try {
    return await engine.start(request);
  } catch (error) {
    if (!(error instanceof LandbridgeError) || error.code !== "AlsoRejected") {
      throw error;
    }
    const first = await findFirst(store, idempotency);
    if (first === undefined) throw error;
    return { id: first as ExecutionId, isRepeated: true };
  }
}
