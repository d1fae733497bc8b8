import type { Engine, ExecutionDescription } from "@landbridge/engine";
import { type ExecutionId, isTerminal, type JsonObject } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";
import { answer, toSeconds } from "../json/service.ts";
import { machineIn } from "./arns.ts";
import { orDeleting } from "./deleting.ts";
import { dataBody, startRequest } from "./executions.ts";
import type { Handlers, StepFunctionsParts } from "./handlers.ts";

/** What AWS bills a small workflow for; nothing is measured here. */
const billedMemoryMegabytes = 64;
const billedStepMs = 100;

export function syncHandlers(parts: StepFunctionsParts): Handlers<"StartSyncExecution"> {
  const { engine } = parts;
  const closings = new Closings(engine);
  return {
    async StartSyncExecution({ includedData, ...input }, call) {
      const request = startRequest(input, parts);
      const { type } = await orDeleting(engine, request.machine, () =>
        engine.catalogue.machine(machineIn(request.machine).name),
      );
      if (type !== "EXPRESS")
        throw new AwsError(
          "StateMachineTypeNotSupported",
          "This operation is not supported by this type of state machine",
        );
      const { id } = await engine.start(request);
      call.life.letGo();
      call.unhurried();
      await closings.of(id, call.signal());
      return syncBody(await engine.describe(id), includedData !== "METADATA_ONLY");
    },
  };
}

function syncBody(execution: ExecutionDescription, isWhole: boolean): JsonObject {
  const { arn, machineArn, name, status, startedAt, stoppedAt, traceHeader } = execution;
  const stopped = stoppedAt ?? startedAt;
  return answer({
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    startDate: toSeconds(startedAt),
    stopDate: toSeconds(stopped),
    // An Express execution cannot be stopped over the wire; one that its machine's deletion stopped has failed.
    status: status === "ABORTED" ? "FAILED" : status,
    ...dataBody(execution, isWhole),
    traceHeader,
    billingDetails: {
      billedDurationInMilliseconds:
        Math.max(1, Math.ceil((stopped - startedAt) / billedStepMs)) * billedStepMs,
      billedMemoryUsedInMB: billedMemoryMegabytes,
    },
  });
}

/** Who waits for an execution's end. */
class Closings {
  readonly #engine: Engine;
  readonly #waiting = new Map<ExecutionId, Set<() => void>>();

  constructor(engine: Engine) {
    this.#engine = engine;
    engine.subscribe(({ id, history }) => {
      const waiting = this.#waiting.get(id);
      if (waiting === undefined || !closes(history.at(-1)?.type)) return;
      this.#waiting.delete(id);
      for (const tell of waiting) tell();
    });
  }

  /** Resolves when it is closed, or nobody waits any more. */
  async of(id: ExecutionId, gone: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(id) ?? new Set();
    waiting.add(resolve);
    this.#waiting.set(id, waiting);
    gone.addEventListener("abort", () => resolve(), { once: true });
    // It may have ended before anybody waited.
    const { status } = await this.#engine.describe(id);
    if (!isTerminal(status)) await promise;
    waiting.delete(resolve);
    if (waiting.size === 0) this.#waiting.delete(id);
  }
}

function closes(type: string | undefined): boolean {
  return type !== undefined && /^Execution(?:Succeeded|Failed|Aborted|TimedOut)$/.test(type);
}
