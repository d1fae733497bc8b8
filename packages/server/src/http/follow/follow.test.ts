import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { epochMs } from "@landbridge/model";
import { startServer, type TestServer } from "../../../test/http-server.ts";

interface SentEvent {
  readonly event: string;
  readonly id: string;
  readonly data: {
    readonly offset?: number;
    readonly nextOffset?: number;
    readonly text?: string;
    readonly time?: string;
    readonly code?: string;
  };
}

/** Reads events until one that `isLast` says is the last, or the end. */
async function readEvents(response: Response, isLast: (event: SentEvent) => boolean): Promise<SentEvent[]> {
  const events: SentEvent[] = [];
  let rest = "";
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) {
    rest += decoder.decode(bytes as Uint8Array, { stream: true });
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      if (block.startsWith(":")) continue;
      const member = (name: string): string => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? "";
      events.push({ event: member("event"), id: member("id"), data: JSON.parse(member("data")) });
    }
    if (events.some(isLast)) break;
  }
  return events;
}

const atEnd = (event: SentEvent): boolean => event.event !== "output";
const textOf = (events: readonly SentEvent[]): string => events.map(({ data }) => data.text ?? "").join("");

function append(server: TestServer, bytes: Uint8Array | string, isEnded = false): void {
  server.log.text = Buffer.concat([server.log.text, Buffer.from(bytes)]);
  server.log.isEnded = isEnded;
  for (const changed of server.log.changed) changed();
}

test("a page of a log is its bytes, and the headers say where to go on", async (context) => {
  const server = await startServer(context);
  server.log.text = Buffer.from([0xff, 0x00, 0x41, 0x42]);
  const response = await server.call("/v1/runs/run-1/log?offset=1&limit=2");
  assert.deepEqual(new Uint8Array(await response.arrayBuffer()), new Uint8Array([0x00, 0x41]));
  const header = (name: string): string | null => response.headers.get(`landbridge-${name}`);
  assert.deepEqual(
    [header("attempt"), header("offset"), header("next-offset"), header("end")],
    ["1", "1", "3", "false"],
  );
});

test("a follower gets what is there, what comes, and one end", async (context) => {
  const server = await startServer(context);
  server.log.isEnded = false;
  const response = await server.call("/v1/runs/run-1/log?follow=true");
  assert.match(response.headers.get("content-type") ?? "", /^text\/event-stream/);
  const reading = readEvents(response, atEnd);
  while (server.log.changed.size === 0) await new Promise(setImmediate);
  append(server, "world\n");
  append(server, "!", true);
  const events = await reading;
  assert.equal(textOf(events), "hello\nworld\n!");
  assert.deepEqual(
    events.map(({ event }) => event).filter((event) => event === "end"),
    ["end"],
  );
  let expected = 0;
  for (const { event, data } of events.filter(({ event: kind }) => kind === "output")) {
    assert.equal(data.offset, expected, event);
    expected = data.nextOffset ?? -1;
  }
});

test("a page with timestamps is a line of JSON for each line, and events have the time of their text", async (context) => {
  const server = await startServer(context);
  server.log.text = Buffer.from("one\ntwo\nthree");
  server.log.times = [
    { before: 4, at: epochMs(1_000) },
    { before: 8, at: epochMs(2_500) },
  ];
  const response = await server.call("/v1/runs/run-1/log?timestamps=true");
  assert.match(response.headers.get("content-type") ?? "", /^application\/x-ndjson/);
  assert.equal(response.headers.get("landbridge-next-offset"), "13");
  const lines = (await response.text()).trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => JSON.parse(line) as unknown),
    [
      { time: "1970-01-01T00:00:01.000Z", offset: 0, text: "one\n" },
      { time: "1970-01-01T00:00:02.500Z", offset: 4, text: "two\n" },
      { offset: 8, text: "three" },
    ],
  );
  const events = await readEvents(await server.call("/v1/runs/run-1/log?follow=true"), atEnd);
  assert.deepEqual(
    events.map(({ data }) => [data.time, data.text]),
    [
      ["1970-01-01T00:00:01.000Z", "one\n"],
      ["1970-01-01T00:00:02.500Z", "two\n"],
      [undefined, "three"],
      [undefined, undefined],
    ],
  );
});

test("a reader that reconnects with the last id misses nothing and sees nothing twice", async (context) => {
  const server = await startServer(context);
  const response = await server.call("/v1/runs/run-1/log?follow=true&offset=0", {
    headers: { "last-event-id": "3" },
  });
  const events = await readEvents(response, atEnd);
  assert.equal(textOf(events), "lo\n");
  assert.equal(events[0]?.data.offset, 3);
});

test("a character that is written in two parts arrives whole", async (context) => {
  const server = await startServer(context);
  const [first = 0, ...others] = Buffer.from("😀");
  server.log.text = Buffer.from([0x41, first]);
  server.log.isEnded = false;
  const reading = readEvents(await server.call("/v1/runs/run-1/log?follow=true"), atEnd);
  while (server.log.changed.size === 0) await new Promise(setImmediate);
  append(server, new Uint8Array(others), true);
  const events = await reading;
  assert.equal(textOf(events), "A😀");
  assert.equal(events[0]?.data.nextOffset, 1);
});

test("a failure after the answer has begun is told in a last event", async (context) => {
  const server = await startServer(context);
  server.services.runs.readOutput = () => Promise.reject(new Error("secret-stack"));
  const events = await readEvents(await server.call("/v1/runs/run-1/log?follow=true"), atEnd);
  assert.deepEqual(
    events.map(({ event, data }) => [event, data.code]),
    [["problem", "INTERNAL"]],
  );
  assert.ok(server.lines.some((line) => line.includes("secret-stack")));
});

test("a follower that goes away is let go, and its place is free again", async (context) => {
  const server = await startServer(context, { limits: { followersPerKeyMax: 1, inFlightPerKeyMax: 1 } });
  server.log.isEnded = false;
  const gone = new AbortController();
  const response = await server.call("/v1/runs/run-1/log?follow=true", { signal: gone.signal });
  const reading = readEvents(response, () => false);
  const second = await server.call("/v1/runs/run-1/log?follow=true");
  assert.equal(((await second.json()) as { code: string }).code, "TOO_MANY_FOLLOWERS");
  assert.equal((await server.call("/v1/runs")).status, 200);
  gone.abort();
  await assert.rejects(reading);
  while (server.log.changed.size > 0) await new Promise(setImmediate);
  assert.match(await server.metrics.render(), /landbridge_http_followers 0/);
});

test("a follower that takes nothing is cut off, and what it did not take is not piled up", async (context) => {
  const server = await startServer(context, { limits: { stallMs: 100 } });
  const chunkBytes = 65_536;
  let readBytes = 0;
  server.services.runs.readOutput = async ({ offset }) => {
    readBytes += chunkBytes;
    return { offset, bytes: new Uint8Array(chunkBytes).fill(0x61), droppedBefore: 0, isLast: false };
  };
  const socket = connect(server.port, "127.0.0.1");
  socket.pause();
  socket.on("error", () => {});
  context.after(() => socket.destroy());
  socket.write(
    `GET /v1/runs/run-1/log?follow=true HTTP/1.1\r\nhost: x\r\nx-api-key: ${server.keyOf.read}\r\n\r\n`,
  );
  while (server.log.changed.size === 0) await new Promise(setImmediate);
  while (server.log.changed.size > 0) await new Promise(setImmediate);
  assert.ok(readBytes < 64 * 1_048_576, `${readBytes} bytes were read for a reader that takes none`);
});

test("a silent log shows signs of life", async (context) => {
  const server = await startServer(context, { limits: { followPingMs: 5 } });
  server.log.isEnded = false;
  server.log.text = Buffer.alloc(0);
  const response = await server.call("/v1/runs/run-1/log?follow=true");
  let text = "";
  for await (const bytes of response.body ?? []) {
    text += Buffer.from(bytes as Uint8Array).toString();
    if (text.includes(": still here\n\n: still here")) break;
  }
  assert.match(text, /^: following/);
});

test("closing the server ends what is followed and lets answers under way finish", async (context) => {
  const server = await startServer(context);
  server.log.isEnded = false;
  const reading = readEvents(await server.call("/v1/runs/run-1/log?follow=true"), () => false);
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  server.services.jobs.list = async () => {
    begun.resolve();
    await gate.promise;
    return { items: [] };
  };
  const underWay = server.call("/v1/jobs");
  await begun.promise;
  const closed = server.close();
  assert.equal(textOf(await reading), "hello\n");
  gate.resolve();
  assert.equal((await underWay).status, 200);
  await closed;
  await assert.rejects(fetch(server.url));
});
