import { assert, isJsonObject, parseJson } from "@landbridge/model";
import type { Row, Write } from "@landbridge/store";

/** Where news of runs and executions are sent. */
export interface Webhook {
  readonly name: string;
  readonly url: string;
  /** `run.failed`, `run.*`, `*`. */
  readonly events: readonly string[];
  /** Patterns such as `job:load-*`; empty: everything. */
  readonly sources: readonly string[];
  /** A reference, or several, as in `${secret:store:hook}`; looked up for each delivery. */
  readonly secret: string;
  readonly isEnabled: boolean;
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
  const webhook = {
    ...(rest as unknown as Webhook),
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
