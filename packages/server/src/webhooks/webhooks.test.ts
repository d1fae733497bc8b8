import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { type TestContext, test } from "node:test";
import { type Run, runId } from "@landbridge/model";
import { createFakeClock } from "../../test/fake-clock.ts";
import { aRun } from "../../test/fake-services.ts";
import { memoryStore } from "../../test/memory-store.ts";
import { createLog } from "../http/log.ts";
import { runEvent } from "./event.ts";
import type { WebhookLimits } from "./limits.ts";
import { send } from "./send.ts";
import { createWebhooks } from "./webhooks.ts";

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A target that answers with these statuses, the last one for ever. */
async function target(context: TestContext, statuses: readonly number[], headers = {}) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (piece: string) => {
      body += piece;
    });
    request.once("end", () => {
      const status = statuses[Math.min(received.length, statuses.length - 1)] ?? 200;
      received.push({ headers: request.headers, body });
      response.writeHead(status, headers).end("whatever");
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  return { url: `http://127.0.0.1:${address.port}/hook`, received };
}

const secretText = `whsec_${Buffer.from("planted-key").toString("base64")}`;

async function open(context: TestContext, limits: Partial<WebhookLimits> = {}) {
  const { store } = await memoryStore();
  const clock = createFakeClock();
  const secrets = { resolve: async () => secretText };
  const make = () => createWebhooks({ store, clock, secrets, log: createLog({ level: "silent" }), limits });
  const webhooks = make();
  context.after(() => webhooks.close());
  return { store, clock, webhooks, make };
}

const definition = {
  name: "pager",
  events: ["run.failed"],
  sources: [],
  secret: "${secret:store:hook}",
  isEnabled: true,
} as const;

const failed: Run = { ...aRun, status: "FAILED", reason: "exit code 3", endedAt: aRun.requestedAt };

test("a run that failed is told, signed so that a reader can check it, without inputs", async (context) => {
  const { url, received } = await target(context, [204]);
  const { webhooks, store } = await open(context);
  await webhooks.put({ ...definition, url });
  await webhooks.publish(runEvent(failed));
  await webhooks.publish(runEvent({ ...failed, status: "SUCCEEDED" }));
  await webhooks.tick();
  const [one, ...more] = received;
  assert.ok(one !== undefined && more.length === 0);
  const body = JSON.parse(one.body) as { type: string; data: { run: { id: string; reason: string } } };
  assert.equal(body.type, "run.failed");
  assert.partialDeepStrictEqual(body.data.run, { id: "run-1", status: "FAILED", reason: "exit code 3" });
  assert.ok(!one.body.includes("batch") && !one.body.includes("secret-task-token"));
  const { "webhook-id": id, "webhook-timestamp": at } = one.headers;
  const signed = `${String(id)}.${String(at)}.${one.body}`;
  const expected = createHmac("sha256", "planted-key").update(signed).digest("base64");
  assert.equal(one.headers["webhook-signature"], `v1,${expected}`);
  assert.equal((await webhooks.deliveries({ limit: 10 })).items.length, 0);
  const row = await store.get("webhooks", "pager");
  assert.ok(row !== undefined && !row.body.includes("planted"));
});

test("an event is stored once for each webhook that wants it, however often it is told", async (context) => {
  const { webhooks } = await open(context);
  const url = "http://127.0.0.1:9/";
  await webhooks.put({ ...definition, url });
  await webhooks.put({ ...definition, name: "other", url, events: ["*"], sources: ["job:else*"] });
  await webhooks.put({ ...definition, name: "off", url, isEnabled: false });
  for (let count = 0; count < 3; count += 1) await webhooks.publish(runEvent(failed));
  const { items } = await webhooks.deliveries({ limit: 10 });
  assert.deepEqual(
    items.map(({ webhook }) => webhook),
    ["pager"],
  );
});

test("what is refused is tried again after growing waits, by whoever is there then, under the same id", async (context) => {
  const { url, received } = await target(context, [500, 503, 200]);
  const { webhooks, clock, make } = await open(context, { retryMs: [1_000, 10_000] });
  await webhooks.put({ ...definition, url });
  await webhooks.publish(runEvent(failed));
  await webhooks.tick();
  await webhooks.tick();
  assert.equal(received.length, 1);
  assert.partialDeepStrictEqual((await webhooks.deliveries({ limit: 1 })).items[0], {
    attempts: 1,
    lastError: "it answered with status 500",
    nextDue: clock.now() + 1_000,
  });
  webhooks.close();
  const next = make();
  clock.advance(1_000);
  await next.tick();
  clock.advance(10_000);
  await next.tick();
  next.close();
  assert.equal(received.length, 3);
  assert.equal(new Set(received.map(({ headers }) => headers["webhook-id"])).size, 1);
  assert.equal((await next.deliveries({ limit: 1 })).items.length, 0);
});

test("after the last attempt it is a dead letter, which can be delivered again", async (context) => {
  const { url, received } = await target(context, [500, 500, 200]);
  const { webhooks, clock } = await open(context, { retryMs: [1_000] });
  await webhooks.put({ ...definition, url });
  await webhooks.publish(runEvent(failed));
  await webhooks.tick();
  clock.advance(1_000);
  await webhooks.tick();
  const [dead] = (await webhooks.deliveries({ limit: 10, status: "DEAD" })).items;
  assert.ok(dead !== undefined);
  assert.equal(dead.attempts, 2);
  clock.advance(1_000_000);
  await webhooks.tick();
  assert.equal(received.length, 2);
  await webhooks.redeliver(dead.id);
  await webhooks.tick();
  assert.equal(received.length, 3);
  assert.equal((await webhooks.deliveries({ limit: 10 })).items.length, 0);
  await assert.rejects(webhooks.redeliver(dead.id), /there is no delivery/);
});

test("a redirection is not followed, and neither is an address that gives credentials away", async (context) => {
  const elsewhere = await target(context, [200]);
  const { url } = await target(context, [307], { location: elsewhere.url });
  const sending = { headers: {}, body: "{}", timeoutMs: 60_000 };
  assert.equal(await send({ ...sending, url }), "it answered with status 307");
  assert.equal(elsewhere.received.length, 0);
  for (const host of ["169.254.169.254", "[fe80::1]", "[fd00:ec2::254]", "0.0.0.0", "224.0.0.1"])
    assert.match((await send({ ...sending, url: `http://${host}/` })) ?? "", /not sent to/, host);
  assert.match(
    (await send({ ...sending, url: "http://127.0.0.1:9/" })) ?? "",
    /could not be reached \(ECONNREFUSED\)/,
  );
});

test("a target that never answers is given up in time", async (context) => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  const url = `http://127.0.0.1:${address.port}/`;
  assert.match((await send({ url, headers: {}, body: "{}", timeoutMs: 50 })) ?? "", /did not answer within/);
});

test("what waits for one webhook is bounded; what comes beyond is a dead letter at once", async (context) => {
  const { webhooks } = await open(context, { pendingPerWebhookMax: 2 });
  await webhooks.put({ ...definition, url: "http://127.0.0.1:9/" });
  for (let n = 0; n < 4; n += 1) await webhooks.publish(runEvent({ ...failed, id: runId(`run-${n}`) }));
  const { items } = await webhooks.deliveries({ limit: 10, status: "DEAD" });
  assert.equal(items.length, 2);
});

test("dead letters are given up when they are old", async (context) => {
  const { webhooks, clock } = await open(context, { pendingPerWebhookMax: 0, deadKeptMs: 1_000 });
  await webhooks.put({ ...definition, url: "http://127.0.0.1:9/" });
  await webhooks.publish(runEvent(failed));
  clock.advance(1_001);
  await webhooks.sweep();
  assert.equal((await webhooks.deliveries({ limit: 10 })).items.length, 0);
});
