import {
  type EpochMs,
  epochMs,
  type Json,
  type JsonObject,
  type RandomStream,
  type TaskToken,
} from "@landbridge/model";
import type { Pace } from "../data/pace.ts";
import type { Scope } from "../data/scope.ts";
import type { State } from "../definition/machine.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { isoInstant } from "./instant.ts";
import { visibleVariables } from "./variables.ts";

/** What an expression of `frame`'s state sees, applied to `input`. The context object is made only if one asks for it. */
export class StateScope implements Scope {
  readonly input: Json;
  readonly #draft: Draft;
  readonly #frame: Frame;
  readonly #more: ContextParts;
  #context: JsonObject | undefined;
  #variables: JsonObject | undefined;

  constructor(draft: Draft, frame: Frame, input: Json, more: ContextParts = nothingMore) {
    this.#draft = draft;
    this.#frame = frame;
    this.input = input;
    this.#more = more;
  }

  get variables(): JsonObject {
    this.#variables ??= visibleVariables(this.#draft, this.#frame);
    return this.#variables;
  }

  get now(): EpochMs {
    return this.#draft.facts.now;
  }

  get random(): RandomStream {
    return this.#draft.random;
  }

  get pace(): Pace {
    return this.#draft.pace;
  }

  get context(): JsonObject {
    this.#context ??= contextObject(this.#draft, this.#frame, this.#more);
    return this.#context;
  }

  /** The same place, applied to another input. */
  on(input: Json): StateScope {
    if (input === this.input) return this;
    return new StateScope(this.#draft, this.#frame, input, this.#more);
  }
}

const nothingMore: ContextParts = {};

export interface ContextParts {
  /** Only while a Task's parameters are evaluated. */
  readonly taskToken?: () => TaskToken;
  /** Only while a Map's ItemSelector is evaluated; inside the iteration it comes from the frames. */
  readonly item?: { readonly index: number; readonly value: Json };
}

/** Source: AWS Step Functions Developer Guide, "Accessing execution data from the Context object". */
function contextObject(draft: Draft, frame: Frame, more: ContextParts): JsonObject {
  const { execution } = draft.base;
  const item = more.item ?? innermostItem(draft, frame);
  return {
    Execution: {
      Id: execution.id,
      Input: execution.input,
      StartTime: isoInstant(execution.startedAt),
      Name: execution.name,
      RoleArn: execution.roleArn,
      // An Express execution cannot be redriven, and its context says nothing of it.
      ...(!isExpress(execution.id) && redriveContext(draft)),
    },
    StateMachine: { Id: execution.machineArn, Name: execution.machineName },
    State: {
      Name: frame.state,
      EnteredTime: isoInstant(frame.enteredAt === 0 ? draft.facts.now : epochMs(frame.enteredAt)),
      // Source: recorded from AWS: a Pass state's context has none.
      ...(isRetried(draft.stateOf(frame)) && { RetryCount: frame.retryCount }),
    },
    ...(more.taskToken !== undefined && { Task: { Token: more.taskToken() } }),
    ...(item !== undefined && {
      Map: { Item: { Index: item.index, Value: item.value, Source: "STATE_DATA" } },
    }),
  };
}

function redriveContext({ redriveCount, redrivenAt }: Draft): JsonObject {
  return {
    RedriveCount: redriveCount,
    ...(redrivenAt !== null && { RedriveTime: isoInstant(redrivenAt) }),
  };
}

/** By its ARN, "arn:aws:states:REGION:ACCOUNT:express:…". */
function isExpress(arn: string): boolean {
  return arn.split(":", 6)[5] === "express";
}

/** Whether a state of its type can have retriers. */
function isRetried({ type }: State): boolean {
  return type === "Task" || type === "Map" || type === "Parallel";
}

function innermostItem(
  draft: Draft,
  frame: Frame,
): { readonly index: number; readonly value: Json } | undefined {
  for (let at: Frame | undefined = frame; at !== undefined; at = draft.findFrame(at.parent)) {
    if (at.item !== undefined) return { index: at.index, value: at.item };
  }
  return undefined;
}
