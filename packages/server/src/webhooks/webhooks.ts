import { createHash } from "node:crypto";
import { ApiError } from "@landbridge/api";
import { type Cancel, type Clock, epochMs, type WebhookDefinition } from "@landbridge/model";
import type { SecretResolver } from "@landbridge/secrets";
import type { Guard, Store, Write } from "@landbridge/store";
import type { Log } from "../http/log.ts";
import { readWebhook, type StoredWebhook, type Webhook, writeWebhook } from "./definition.ts";
import { createDeliverer } from "./deliverer.ts";
import {
  type Delivery,
  deleteDelivery,
  deliveryAtVersion,
  deliveryIsAbsent,
  insertDelivery,
  readDelivery,
  updateDelivery,
} from "./delivery-row.ts";
import { isWantedBy, type WebhookEvent } from "./event.ts";
import { defaultWebhookLimits, type WebhookLimits } from "./limits.ts";
import { createSharedRead } from "./shared-read.ts";

export interface PageAsked {
  readonly limit: number;
  readonly cursor?: string;
}

export interface Webhooks {
  /** WEBHOOK_OWNED, LIMIT_EXCEEDED */
  put(webhook: WebhookDefinition): Promise<Webhook>;
  list(page: PageAsked): Promise<{ readonly items: readonly Webhook[]; readonly next?: string }>;
  /** Its deliveries that wait become dead letters. WEBHOOK_NOT_FOUND, WEBHOOK_OWNED */
  delete(name: string): Promise<void>;
  deliveries(
    query: PageAsked & { readonly webhook?: string; readonly status?: Delivery["status"] },
  ): Promise<{ readonly items: readonly Delivery[]; readonly next?: string }>;
  /** A dead letter is tried from the beginning, one that waits at once. DELIVERY_NOT_FOUND */
  redeliver(id: string): Promise<Delivery>;
  /** Resolves when a delivery to each webhook that wants it is stored; again: changes nothing. */
  publish(event: WebhookEvent): Promise<void>;
  /** Deletes dead letters that are too old. */
  sweep(): Promise<void>;
  /** Begins to deliver. */
  start(): void;
  /** Tries once what is due. */
  tick(): Promise<void>;
  close(): void;
}

export function createWebhooks(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly secrets: SecretResolver;
  readonly log: Log;
  readonly limits?: Partial<WebhookLimits>;
}): Webhooks {
  const { store, clock } = options;
  const limits = { ...defaultWebhookLimits, ...options.limits };
  const deliverer = createDeliverer({ ...options, limits });

  async function commit(guards: readonly Guard[], writes: readonly Write[]): Promise<boolean> {
    const [outcome] = await store.commit([{ partition: null, epoch: 0, guards, writes }]);
    return outcome?.ok === true;
  }

  async function find(name: string): Promise<StoredWebhook | undefined> {
    const row = await store.get("webhooks", name);
    return row === undefined ? undefined : readWebhook(row);
  }

  async function all(): Promise<readonly Webhook[]> {
    const { rows } = await store.list("webhooks", {
      orderBy: "createdAt",
      direction: "ascending",
      limit: limits.webhooksMax,
    });
    return rows.map((row) => readWebhook(row).webhook);
  }

  const allForEvents = createSharedRead(all);

  async function toDelivery(webhook: Webhook, event: WebhookEvent): Promise<Delivery> {
    const now = clock.now();
    const isFull = await isOverfull(store, webhook.name, limits);
    const { type, timestamp, data } = event;
    const delivery = {
      id: deliveryId(webhook.name, event.id),
      webhook: webhook.name,
      type,
      createdAt: now,
      attempts: 0,
      body: JSON.stringify({ type, timestamp, data }),
    };
    if (!isFull) return { ...delivery, status: "PENDING", nextDue: now };
    const lastError = `${limits.pendingPerWebhookMax} deliveries waited already`;
    return { ...delivery, status: "DEAD", nextDue: null, lastError };
  }

  async function sweep(): Promise<void> {
    const keptFrom = clock.now() - limits.deadKeptMs;
    for (;;) {
      const { rows } = await store.list("webhookDeliveries", {
        where: { status: "DEAD" },
        orderBy: "createdAt",
        direction: "ascending",
        atMost: keptFrom,
        limit: 100,
      });
      for (const row of rows) await commit([deliveryAtVersion(readDelivery(row))], [deleteDelivery(row.key)]);
      if (rows.length < 100) return;
    }
  }

  let cancelSweep: Cancel | undefined;
  const scheduleSweep = (): void => {
    cancelSweep = clock.setTimer(epochMs(clock.now() + limits.sweepMs), () => {
      sweep()
        .catch((err: unknown) => options.log.error({ err }, "old dead letters could not be deleted"))
        .finally(scheduleSweep);
    });
  };

  return {
    async put(wanted) {
      const before = await find(wanted.name);
      assertOwn(before);
      const now = clock.now();
      if (before === undefined && (await all()).length >= limits.webhooksMax)
        throw new ApiError("LIMIT_EXCEEDED", `there are ${limits.webhooksMax} webhooks, which is the limit.`);
      const webhook: Webhook = {
        ...wanted,
        owner: "api",
        createdAt: before?.webhook.createdAt ?? now,
        updatedAt: now,
      };
      const place = { table: "webhooks", key: wanted.name } as const;
      const guard: Guard =
        before === undefined
          ? { kind: "absent", ...place }
          : { kind: "version", ...place, version: before.version };
      if (await commit([guard], [writeWebhook(webhook, before === undefined)])) return webhook;
      throw new ApiError(
        "STORE_UNAVAILABLE",
        "Another change of the same webhook came in between; try again.",
      );
    },
    async list({ limit, cursor }) {
      const page = await store.list("webhooks", {
        orderBy: "createdAt",
        direction: "ascending",
        limit,
        ...(cursor === undefined ? {} : { after: cursor }),
      });
      const items = page.rows.map((row) => readWebhook(row).webhook);
      return { items, ...(page.next === undefined ? {} : { next: page.next }) };
    },
    async delete(name) {
      const before = await find(name);
      if (before === undefined) throw new ApiError("WEBHOOK_NOT_FOUND", `there is no webhook "${name}".`);
      assertOwn(before);
      const place = { table: "webhooks", key: name } as const;
      await commit([{ kind: "version", ...place, version: before.version }], [{ kind: "delete", ...place }]);
    },
    async deliveries({ limit, cursor, webhook, status }) {
      const page = await store.list("webhookDeliveries", {
        where: {
          ...(webhook === undefined ? {} : { webhook }),
          ...(status === undefined ? {} : { status }),
        },
        orderBy: "createdAt",
        direction: "descending",
        limit,
        ...(cursor === undefined ? {} : { after: cursor }),
      });
      const items = page.rows.map((row) => readDelivery(row).delivery);
      return { items, ...(page.next === undefined ? {} : { next: page.next }) };
    },
    async redeliver(id) {
      const row = await store.get("webhookDeliveries", id);
      if (row === undefined) throw new ApiError("DELIVERY_NOT_FOUND", `there is no delivery "${id}".`);
      const stored = readDelivery(row);
      const again: Delivery = { ...stored.delivery, status: "PENDING", attempts: 0, nextDue: clock.now() };
      if (!(await commit([deliveryAtVersion(stored)], [updateDelivery(again)])))
        throw new ApiError("STORE_UNAVAILABLE", "The delivery is just being tried; look again.");
      deliverer.wake();
      return again;
    },
    async publish(event) {
      const wanting = (await allForEvents()).filter((webhook) => isWantedBy(webhook, event));
      for (const webhook of wanting) {
        const delivery = await toDelivery(webhook, event);
        // A guard that fails: it was stored before.
        await commit([deliveryIsAbsent(delivery.id)], [insertDelivery(delivery)]);
      }
      if (wanting.length > 0) deliverer.wake();
    },
    sweep,
    start() {
      deliverer.wake();
      scheduleSweep();
    },
    tick: () => deliverer.tick(),
    close() {
      cancelSweep?.();
      deliverer.close();
    },
  };
}

function assertOwn(stored: StoredWebhook | undefined): void {
  if (stored?.webhook.owner !== "project") return;
  const detail = `webhook "${stored.webhook.name}" is of the project folder: change it there, and apply.`;
  throw new ApiError("WEBHOOK_OWNED", detail);
}

/** Standard Webhooks: the same for every attempt. */
function deliveryId(webhook: string, event: string): string {
  return `msg_${createHash("sha256").update(`${webhook}\n${event}`).digest("hex").slice(0, 32)}`;
}

async function isOverfull(store: Store, webhook: string, limits: WebhookLimits): Promise<boolean> {
  const { rows } = await store.list("webhookDeliveries", {
    where: { webhook, status: "PENDING" },
    orderBy: "createdAt",
    direction: "ascending",
    limit: Math.max(1, limits.pendingPerWebhookMax),
  });
  return rows.length >= limits.pendingPerWebhookMax;
}
