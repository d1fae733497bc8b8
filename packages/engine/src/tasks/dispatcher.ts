import type { Command, ExecutionEvent } from "@landbridge/asl";
import { epochMs } from "@landbridge/model";
import type { StartedExecution, StartRequest } from "../executions/start.ts";
import { stopChildOf } from "../executions/stop-executions.ts";
import { giveOutcome } from "../integrations/outcome.ts";
import { isSfnAction, runSfnAction, type SfnService } from "../integrations/sfn.ts";
import { redeliveryMs } from "../limits.ts";
import type { MapRuns } from "../map-runs/map-runs.ts";
import type { Homes } from "../memory/homes.ts";
import type { Resident } from "../memory/resident.ts";
import type { EngineOptions, TaskCall, TaskOrder, TaskReply } from "../options.ts";
import type { ActivityQueue } from "./activities.ts";
import { isWaitedFor, startChild } from "./children.ts";
import { Delivery } from "./delivery.ts";
import type { TokenMaker } from "./tokens.ts";

/** Hands the commands of committed turns to whoever does what they say. */
export interface Dispatcher {
  act(mapRuns: MapRuns, resident: Resident, command: Command): void;
  /** @param reply default: to the execution that the order is of */
  startTask(order: TaskOrder, reply?: TaskReply): void;
}

export interface DispatcherParts {
  readonly options: EngineOptions;
  readonly homes: Homes;
  readonly tokens: TokenMaker;
  readonly queue: ActivityQueue;
  readonly start: (request: StartRequest) => Promise<StartedExecution>;
  /** Step Functions as a task calls it: this engine itself. */
  readonly sfn: SfnService;
}

export function createDispatcher({ options, homes, tokens, queue, start, sfn }: DispatcherParts): Dispatcher {
  const { store, clock, home } = options;

  function startTask(order: TaskOrder, reply: TaskReply = replyTo(order)): void {
    const { resource } = order;
    const isChild = resource.kind === "integration" && resource.service === "states";
    if (isChild && resource.action === "startExecution")
      void startChild(order, resource, reply, start, clock);
    else if (resource.kind === "activity") queue.offer(resource.arn, order);
    else if (isSfnAction(order)) void actOnOurselves(order, reply);
    else options.tasks.start(order, reply);
  }

  async function actOnOurselves(order: TaskOrder, reply: TaskReply): Promise<void> {
    const outcome = await runSfnAction(sfn, order);
    if (outcome === undefined) reply.undelivered();
    else giveOutcome(reply, outcome);
  }

  function replyTo(order: TaskOrder): TaskReply {
    const { execution, ref } = order;
    const tell = (event: ExecutionEvent): void => homes.tell(execution, event);
    return {
      started: (workerName) =>
        tell({ kind: "TaskStarted", ref, ...(workerName !== undefined && { workerName }) }),
      submitted: (output) => tell({ kind: "TaskSubmitted", ref, output }),
      succeeded: (output) => tell({ kind: "TaskSucceeded", ref, output }),
      failed: (failure) => tell({ kind: "TaskFailed", ref, failure }),
      undelivered: () => void clock.setTimer(epochMs(clock.now() + redeliveryMs), () => deliverAgain(order)),
    };
  }

  /** Where the memory was dropped meanwhile, whoever reads it again delivers whatever is under way. */
  function deliverAgain(order: TaskOrder): void {
    if (homes.of(order.execution)?.partition.isUnderWay(order.execution, order.ref) === true)
      startTask(order);
  }

  /** Best effort: a child that is not found has not begun, or is over. */
  function cancelChild(call: TaskCall): void {
    stopChildOf(store, homes, home, call).catch((error: unknown) => {
      options.log?.warn("a child execution could not be stopped", { execution: call.executionArn, error });
    });
  }

  return {
    act(mapRuns, resident, command) {
      const { id, record } = resident;
      if (command.kind === "StartMapRun") return mapRuns.start(resident, command);
      if (command.kind === "RedriveMapRun") return mapRuns.redrive(resident, command);
      if (command.kind === "CancelMapRun") return mapRuns.cancel(id, command.ref);
      const call = new Delivery(tokens, id, record.arn, command);
      if (command.kind === "StartTask") startTask(call);
      else if (isWaitedFor(call.resource)) cancelChild(call);
      else if (call.resource.kind === "activity") queue.withdraw(call.resource.arn, call.token);
      else options.tasks.cancel(call);
    },
    startTask,
  };
}
