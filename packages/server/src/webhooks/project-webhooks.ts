import { isDeepStrictEqual } from "node:util";
import { ApiError } from "@landbridge/api";
import type { EpochMs, Issue, WebhookDefinition } from "@landbridge/model";
import type { EntryPart, Guard, Row, Store, Write } from "@landbridge/store";
import { readWebhook, type StoredWebhook, writeWebhook } from "./definition.ts";
import { defaultWebhookLimits } from "./limits.ts";

/** One page holds them all. */
export async function webhookRows(store: Pick<Store, "list">): Promise<readonly Row<"webhooks">[]> {
  const limit = defaultWebhookLimits.webhooksMax;
  return (await store.list("webhooks", { orderBy: "createdAt", direction: "ascending", limit })).rows;
}

/**
 * What makes the webhooks that the project folder owns equal to `definitions`, for the entry that applies it.
 * Throws INVALID_DEFINITION for a name that was taken over the API, and for more than there may be.
 */
export function webhookWrites(
  definitions: readonly WebhookDefinition[],
  present: readonly Row<"webhooks">[],
  now: EpochMs,
): EntryPart {
  const known = new Map(present.map((row) => [row.key, readWebhook(row)]));
  refuse(definitions, known);
  const wanted = new Set(definitions.map(({ name }) => name));
  const gone = [...known.values()].filter(
    ({ webhook }) => webhook.owner === "project" && !wanted.has(webhook.name),
  );
  const parts = [
    ...definitions.map((definition) => putPart(definition, known.get(definition.name), now)),
    ...gone.map(deletePart),
  ];
  return { guards: parts.flatMap(({ guards }) => guards), writes: parts.flatMap(({ writes }) => writes) };
}

function putPart(definition: WebhookDefinition, before: StoredWebhook | undefined, now: EpochMs): EntryPart {
  const { name } = definition;
  if (before === undefined) {
    const webhook = { ...definition, owner: "project", createdAt: now, updatedAt: now } as const;
    return {
      guards: [{ kind: "absent", table: "webhooks", key: name }],
      writes: [writeWebhook(webhook, true)],
    };
  }
  const changed = { ...before.webhook, ...definition };
  if (isDeepStrictEqual(changed, before.webhook)) return { guards: [], writes: [] };
  return { guards: [atVersion(before)], writes: [writeWebhook({ ...changed, updatedAt: now }, false)] };
}

function deletePart(stored: StoredWebhook): EntryPart {
  const write: Write = { kind: "delete", table: "webhooks", key: stored.webhook.name };
  return { guards: [atVersion(stored)], writes: [write] };
}

function atVersion({ webhook, version }: StoredWebhook): Guard {
  return { kind: "version", table: "webhooks", key: webhook.name, version };
}

function refuse(definitions: readonly WebhookDefinition[], known: ReadonlyMap<string, StoredWebhook>): void {
  const issues = definitions.flatMap(({ name }, index): Issue[] => {
    if (known.get(name)?.webhook.owner !== "api") return [];
    const message = `webhook "${name}" was made over the API; delete it there, or choose another name`;
    return [{ path: `/webhooks/${index}/name`, code: "FOREIGN_WEBHOOK", message, severity: "error" }];
  });
  const others = [...known.values()].filter(({ webhook }) => webhook.owner === "api").length;
  const { webhooksMax } = defaultWebhookLimits;
  if (definitions.length + others > webhooksMax) {
    const message = `${definitions.length} webhooks and ${others} made over the API are more than ${webhooksMax}`;
    issues.push({ path: "/webhooks", code: "TOO_MANY_WEBHOOKS", message, severity: "error" });
  }
  if (issues.length > 0)
    throw new ApiError("INVALID_DEFINITION", `${issues.length} mistakes; nothing was applied.`, { issues });
}
