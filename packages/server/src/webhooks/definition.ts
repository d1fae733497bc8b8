import { assert, isJsonObject, parseJson, type WebhookDefinition } from "@landbridge/model";
import type { Row, Write } from "@landbridge/store";

export type WebhookOwner = "project" | "api";

export interface Webhook extends WebhookDefinition {
  readonly owner: WebhookOwner;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface StoredWebhook {
  readonly webhook: Webhook;
  readonly version: number;
}

export function readWebhook(row: Row<"webhooks">): StoredWebhook {
  const body = parseJson(row.body);
  assert(isJsonObject(body) && body["v"] === 1, "a row of webhooks is an object of version 1");
  const { v: _v, ...rest } = body;
  const webhook: Webhook = {
    // Before there were webhooks in folders, all were made over the API.
    owner: "api",
    ...(rest as unknown as Omit<Webhook, "owner">),
    name: row.key,
    createdAt: Number(row.columns.createdAt),
  };
  return { webhook, version: row.version };
}

export function writeWebhook(webhook: Webhook, isNew: boolean): Write {
  const { name, createdAt, ...rest } = webhook;
  const body = JSON.stringify({ v: 1, ...rest });
  if (!isNew) return { kind: "update", table: "webhooks", key: name, body };
  return { kind: "insert", table: "webhooks", key: name, columns: { createdAt }, body };
}
