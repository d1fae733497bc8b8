import type { Command } from "@landbridge/asl";
import type { ExecutionId, TaskToken } from "@landbridge/model";
import type { TaskOrder } from "../options.ts";
import type { TokenMaker } from "./tokens.ts";

type TaskCommand = Extract<Command, { readonly kind: "StartTask" | "CancelTask" }>;

/** A command on its way to whoever runs the task. Its token is derived when somebody asks for it: most never do. */
export class Delivery implements TaskOrder {
  readonly execution: ExecutionId;
  readonly executionArn: string;
  readonly ref: TaskOrder["ref"];
  readonly resource: TaskOrder["resource"];
  readonly payload: TaskOrder["payload"];
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  readonly #tokens: TokenMaker;

  constructor(tokens: TokenMaker, execution: ExecutionId, executionArn: string, command: TaskCommand) {
    this.#tokens = tokens;
    this.execution = execution;
    this.executionArn = executionArn;
    this.ref = command.ref;
    this.resource = command.resource;
    this.payload = command.payload;
    const isStart = command.kind === "StartTask";
    this.timeoutSeconds = isStart ? command.timeoutSeconds : undefined;
    this.heartbeatSeconds = isStart ? command.heartbeatSeconds : undefined;
  }

  get token(): TaskToken {
    return this.#tokens.make(this.execution, this.ref);
  }
}
