import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { WebhookBody } from "@landbridge/api";
import type { WebhookDefinition } from "@landbridge/model";
import { makeBench } from "../../test/crash/bench.ts";
import type { Client } from "../../test/crash/client.ts";
import { projectOf } from "../../test/crash/projects.ts";

const hook = (name: string, more: Partial<WebhookDefinition> = {}): WebhookDefinition => ({
  name,
  url: "https://pager.internal/hook",
  events: ["run.failed"],
  sources: [],
  secret: "${secret:store:pager}",
  isEnabled: true,
  ...more,
});

async function start(context: TestContext) {
  const bench = await makeBench(context);
  const { client } = await bench.start();
  const apply = (webhooks: readonly WebhookDefinition[] | undefined) =>
    client.call<{ readonly changes: readonly object[]; readonly issues?: readonly { path: string }[] }>(
      "/v1/project",
      { method: "POST", body: { ...projectOf({}), ...(webhooks && { webhooks }) } },
    );
  return { client, apply };
}

const hooks = async (client: Client): Promise<readonly string[]> =>
  (await client.list<WebhookBody>("/v1/webhooks"))
    .map(({ name, owner, events }) => `${name} ${owner} ${events.join()}`)
    .toSorted();

test("a folder's webhooks are made, changed and deleted with it, and those of the API stay", async (context) => {
  const { client, apply } = await start(context);
  const { name: _, ...body } = hook("ops");
  assert.equal((await client.call("/v1/webhooks/ops", { method: "PUT", body })).status, 200);
  const made = await apply([hook("pager"), hook("chat")]);
  assert.equal(made.status, 200, JSON.stringify(made.body));
  assert.deepEqual(await hooks(client), [
    "chat project run.failed",
    "ops api run.failed",
    "pager project run.failed",
  ]);
  assert.deepEqual((await apply([hook("pager"), hook("chat")])).body.changes, []);
  const changed = await apply([hook("pager", { events: ["*"] })]);
  assert.deepEqual(changed.body.changes, [
    { kind: "webhook", name: "pager", change: "updated" },
    { kind: "webhook", name: "chat", change: "deleted" },
  ]);
  assert.deepEqual(await hooks(client), ["ops api run.failed", "pager project *"]);
  await apply(undefined);
  assert.deepEqual(await hooks(client), ["ops api run.failed"]);
});

test("neither owner touches what is the other's", async (context) => {
  const { client, apply } = await start(context);
  const { name: _, ...body } = hook("ops");
  await client.call("/v1/webhooks/ops", { method: "PUT", body });
  await apply([hook("pager")]);
  const refused = await apply([hook("pager"), hook("ops")]);
  assert.deepEqual([refused.status, refused.body.issues?.[0]?.path], [422, "/webhooks/1/name"]);
  for (const options of [{ method: "PUT", body }, { method: "DELETE" }] as const) {
    const answer = await client.call<{ readonly code: string }>("/v1/webhooks/pager", options);
    assert.deepEqual([answer.status, answer.body.code], [409, "WEBHOOK_OWNED"]);
  }
  assert.deepEqual(await hooks(client), ["ops api run.failed", "pager project run.failed"]);
});
