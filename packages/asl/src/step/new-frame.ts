import { epochMs, type Json } from "@landbridge/model";
import { noVariables } from "./state.ts";
import type { OwnFrame } from "./touched-frames.ts";

/** What is a new thread's own. */
export interface NewThread {
  readonly parent: number;
  readonly index: number;
  readonly block: string;
  readonly state: string;
  readonly input: Json;
  readonly lastEvent: number;
  readonly item: Json | undefined;
}

/**
 * A frame at the threshold of its thread's first state. Every member is there from the beginning, in one
 * order: an object that gets members later is slower to read from then on.
 */
export function newFrame(id: number, thread: NewThread): OwnFrame {
  return {
    id,
    parent: thread.parent,
    index: thread.index,
    block: thread.block,
    state: thread.state,
    input: thread.input,
    enteredAt: epochMs(0),
    enteredEvent: 0,
    enteredFrom: 0,
    lastEvent: thread.lastEvent,
    retryCount: 0,
    retriesBy: [],
    variables: noVariables,
    item: thread.item,
    doing: "ready",
    due: null,
    task: null,
    heartbeatAt: null,
    isHandedOver: false,
    fanOut: null,
    items: null,
    output: undefined,
  };
}
