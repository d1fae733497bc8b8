import { type Cancel, type Clock, epochMs } from "@landbridge/model";
import type { SecretResolver } from "@landbridge/secrets";
import type { Store } from "@landbridge/store";
import type { Log } from "../http/log.ts";
import { readWebhook, type Webhook } from "./definition.ts";
import {
  type Delivery,
  deleteDelivery,
  deliveryAtVersion,
  readDelivery,
  type StoredDelivery,
  updateDelivery,
} from "./delivery-row.ts";
import type { WebhookLimits } from "./limits.ts";
import { send } from "./send.ts";
import { signedHeaders } from "./signature.ts";

// Carries out what stands in the rows of deliveries, and keeps nothing of its own.
//
// W1. Before an attempt the row says that the next one is due later: whoever dies during it loses nothing, and two nodes
//     do not send the same at once. So an event arrives at least once; its `webhook-id` tells repetitions.
// W2. What was taken is deleted. What was refused waits for its next attempt, or is a dead letter.

export interface Deliverer {
  /** There is something new. */
  wake(): void;
  /** Looks once; resolves when what was due then has been tried. */
  tick(): Promise<void>;
  close(): void;
}

export interface DelivererOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly secrets: SecretResolver;
  readonly limits: WebhookLimits;
  readonly log: Log;
}

export function createDeliverer(options: DelivererOptions): Deliverer {
  const { store, clock, limits, log } = options;
  let cancel: Cancel | undefined;
  let ticking: Promise<void> | undefined;
  let isWanted = false;
  let isClosed = false;

  function wake(): void {
    isWanted = true;
    if (ticking !== undefined || isClosed) return;
    void tick();
  }

  function tick(): Promise<void> {
    ticking ??= run().finally(() => {
      ticking = undefined;
      if (isWanted) wake();
      else schedule(limits.pollMs);
    });
    return ticking;
  }

  async function run(): Promise<void> {
    isWanted = false;
    cancel?.();
    try {
      const { due, hasMore, nextDue } = await readDue(store, clock.now(), limits);
      if (hasMore && due.length > 0) isWanted = true;
      await Promise.all(due.map((stored) => attempt(options, stored)));
      if (nextDue !== undefined) schedule(Math.min(limits.pollMs, Math.max(0, nextDue - clock.now())));
    } catch (error) {
      log.error({ err: error }, "webhook deliveries could not be read or written; they are tried again");
    }
  }

  function schedule(delayMs: number): void {
    if (isClosed) return;
    cancel?.();
    cancel = clock.setTimer(epochMs(clock.now() + delayMs), wake);
  }

  return {
    wake,
    tick,
    close() {
      isClosed = true;
      cancel?.();
    },
  };
}

async function readDue(
  store: Store,
  now: number,
  limits: WebhookLimits,
): Promise<{
  readonly due: readonly StoredDelivery[];
  readonly hasMore: boolean;
  readonly nextDue: number | undefined;
}> {
  // More than are tried at once: one slow webhook must not hide the others' deliveries behind its own.
  const page = await store.list("webhookDeliveries", {
    orderBy: "nextDue",
    direction: "ascending",
    limit: limits.underWayMax * 8,
  });
  const counts = new Map<string, number>();
  const due: StoredDelivery[] = [];
  let hasMore = page.next !== undefined;
  let nextDue: number | undefined;
  for (const row of page.rows) {
    const stored = readDelivery(row);
    const { webhook, nextDue: at } = stored.delivery;
    if (at === null || at > now) {
      nextDue ??= at ?? undefined;
      hasMore = false;
      break;
    }
    const count = counts.get(webhook) ?? 0;
    if (count >= limits.underWayPerWebhookMax || due.length >= limits.underWayMax) {
      hasMore = true;
      continue;
    }
    counts.set(webhook, count + 1);
    due.push(stored);
  }
  return { due, hasMore, nextDue };
}

async function attempt(options: DelivererOptions, stored: StoredDelivery): Promise<void> {
  const { store, clock, limits } = options;
  const claimed = await claim(options, stored);
  if (claimed === undefined) return;
  const row = await store.get("webhooks", stored.delivery.webhook);
  const webhook = row === undefined ? undefined : readWebhook(row).webhook;
  const problem =
    webhook === undefined
      ? "there is no such webhook any more"
      : await carry(options, webhook, claimed.delivery);
  const now = clock.now();
  const { delivery } = claimed;
  const waitMs = webhook === undefined ? undefined : limits.retryMs[delivery.attempts - 1];
  const write =
    problem === undefined
      ? deleteDelivery(delivery.id)
      : updateDelivery({
          ...delivery,
          lastError: problem,
          lastAt: now,
          status: waitMs === undefined ? "DEAD" : "PENDING",
          nextDue: waitMs === undefined ? null : now + waitMs,
        });
  await store.commit([{ partition: null, epoch: 0, guards: [deliveryAtVersion(claimed)], writes: [write] }]);
}

/** W1. Undefined: somebody else has it. */
async function claim(
  { store, clock, limits }: DelivererOptions,
  stored: StoredDelivery,
): Promise<StoredDelivery | undefined> {
  const { delivery } = stored;
  // Longer than an attempt can take, with its secret's look-up.
  const nextDue = clock.now() + limits.attemptMs * 4;
  const taken: Delivery = { ...delivery, attempts: delivery.attempts + 1, nextDue };
  const entry = { guards: [deliveryAtVersion(stored)], writes: [updateDelivery(taken)] };
  const [outcome] = await store.commit([{ partition: null, epoch: 0, ...entry }]);
  return outcome?.ok === true ? { delivery: taken, version: stored.version + 1 } : undefined;
}

async function carry(
  { clock, secrets, limits }: DelivererOptions,
  webhook: Webhook,
  { id, body }: Delivery,
): Promise<string | undefined> {
  let secret: string;
  try {
    secret = await secrets.resolve(webhook.secret);
  } catch (error) {
    return `its secret could not be found: ${error instanceof Error ? error.message : String(error)}`;
  }
  const headers = signedHeaders({ id, body, secret, nowMs: clock.now() });
  return send({ url: webhook.url, headers, body, timeoutMs: limits.attemptMs });
}
