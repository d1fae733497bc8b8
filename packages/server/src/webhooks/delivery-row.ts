import { assert, isJsonObject, parseJson } from "@landbridge/model";
import type { Guard, Row, Write } from "@landbridge/store";

/** One event on its way to one webhook. What arrived is deleted; what cannot be delivered stays as a dead letter. */
export interface Delivery {
  /** Of webhook and event: the same event makes it once. */
  readonly id: string;
  readonly webhook: string;
  readonly type: string;
  readonly status: "PENDING" | "DEAD";
  readonly createdAt: number;
  readonly attempts: number;
  /** What is sent, word for word each time. */
  readonly body: string;
  /** PENDING: when it is tried next. */
  readonly nextDue: number | null;
  readonly lastError?: string;
  readonly lastAt?: number;
}

export interface StoredDelivery {
  readonly delivery: Delivery;
  readonly version: number;
}

export function readDelivery(row: Row<"webhookDeliveries">): StoredDelivery {
  const body = parseJson(row.body);
  assert(isJsonObject(body) && body["v"] === 1, "a row of deliveries is an object of version 1");
  const { v: _v, ...rest } = body;
  const delivery = {
    ...(rest as unknown as Delivery),
    id: row.key,
    webhook: String(row.columns.webhook),
    status: row.columns.status === "DEAD" ? ("DEAD" as const) : ("PENDING" as const),
    createdAt: Number(row.columns.createdAt),
    nextDue: row.columns.nextDue === null ? null : Number(row.columns.nextDue),
  };
  return { delivery, version: row.version };
}

export function deliveryIsAbsent(id: string): Guard {
  return { kind: "absent", table: "webhookDeliveries", key: id };
}

export function deliveryAtVersion({ delivery, version }: StoredDelivery): Guard {
  return { kind: "version", table: "webhookDeliveries", key: delivery.id, version };
}

export function insertDelivery(delivery: Delivery): Write {
  return { kind: "insert", table: "webhookDeliveries", key: delivery.id, ...encoded(delivery) };
}

export function updateDelivery(delivery: Delivery): Write {
  return { kind: "update", table: "webhookDeliveries", key: delivery.id, ...encoded(delivery) };
}

export function deleteDelivery(id: string): Write {
  return { kind: "delete", table: "webhookDeliveries", key: id };
}

function encoded({ id: _id, webhook, status, createdAt, nextDue, ...rest }: Delivery) {
  return { columns: { webhook, status, createdAt, nextDue }, body: JSON.stringify({ v: 1, ...rest }) };
}
