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
