import type { Frame } from "./contract.ts";

type Changes = { -readonly [Member in keyof Frame]?: Frame[Member] };

/**
 * What a delta holds of a frame that was there before: the members that are others now. `undefined`: none.
 * Member by member, as every turn comes by here; `parent`, `index` and `block` never change.
 */
export function changesOf(before: Frame, now: Frame): Partial<Frame> | undefined {
  const changes: Changes = {};
  if (now.state !== before.state) changes.state = now.state;
  if (now.input !== before.input) changes.input = now.input;
  if (now.enteredAt !== before.enteredAt) changes.enteredAt = now.enteredAt;
  if (now.enteredEvent !== before.enteredEvent) changes.enteredEvent = now.enteredEvent;
  if (now.enteredFrom !== before.enteredFrom) changes.enteredFrom = now.enteredFrom;
  if (now.lastEvent !== before.lastEvent) changes.lastEvent = now.lastEvent;
  if (now.retryCount !== before.retryCount) changes.retryCount = now.retryCount;
  if (now.retriesBy !== before.retriesBy) changes.retriesBy = now.retriesBy;
  if (now.variables !== before.variables) changes.variables = now.variables;
  if (now.item !== before.item) changes.item = now.item;
  if (now.doing !== before.doing) changes.doing = now.doing;
  if (now.due !== before.due) changes.due = now.due;
  if (now.task !== before.task) changes.task = now.task;
  if (now.heartbeatAt !== before.heartbeatAt) changes.heartbeatAt = now.heartbeatAt;
  if (now.isHandedOver !== before.isHandedOver) changes.isHandedOver = now.isHandedOver;
  if (now.fanOut !== before.fanOut) changes.fanOut = now.fanOut;
  if (now.items !== before.items) changes.items = now.items;
  if (now.output !== before.output) changes.output = now.output;
  for (const _ in changes) return changes;
  return undefined;
}

/** The frame with a delta's changes. Member by member as well: a spread of them takes four times as long. */
export function changed(before: Frame, changes: Partial<Frame>): Frame {
  const now: { -readonly [Member in keyof Frame]: Frame[Member] } = { ...before };
  if (changes.state !== undefined) now.state = changes.state;
  if (changes.input !== undefined) now.input = changes.input;
  if (changes.enteredAt !== undefined) now.enteredAt = changes.enteredAt;
  if (changes.enteredEvent !== undefined) now.enteredEvent = changes.enteredEvent;
  if (changes.enteredFrom !== undefined) now.enteredFrom = changes.enteredFrom;
  if (changes.lastEvent !== undefined) now.lastEvent = changes.lastEvent;
  if (changes.retryCount !== undefined) now.retryCount = changes.retryCount;
  if (changes.retriesBy !== undefined) now.retriesBy = changes.retriesBy;
  if (changes.variables !== undefined) now.variables = changes.variables;
  if (changes.item !== undefined) now.item = changes.item;
  if (changes.doing !== undefined) now.doing = changes.doing;
  if (changes.due !== undefined) now.due = changes.due;
  if (changes.task !== undefined) now.task = changes.task;
  if (changes.heartbeatAt !== undefined) now.heartbeatAt = changes.heartbeatAt;
  if (changes.isHandedOver !== undefined) now.isHandedOver = changes.isHandedOver;
  if (changes.fanOut !== undefined) now.fanOut = changes.fanOut;
  if (changes.items !== undefined) now.items = changes.items;
  if (changes.output !== undefined) now.output = changes.output;
  return now;
}
