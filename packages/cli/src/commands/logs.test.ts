import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import test from "node:test";
import { type Asked, fakeServer } from "../../test/fake-server.ts";
import { landbridge } from "../../test/run-landbridge.ts";
import { endedRun, execution, run } from "../../test/samples.ts";

const log = { stdout: Buffer.from("one\ntwo é\n"), stderr: Buffer.from("oh\n") };

function chunk({ query }: Asked) {
  const all = log[query.stream === "stderr" ? "stderr" : "stdout"];
  const offset = Number(query.offset);
  // Four bytes at a time, so that a character is cut in two.
  const bytes = all.subarray(offset, offset + 4);
  const next = offset + bytes.length;
  const headers = { "landbridge-next-offset": next, "landbridge-end": String(next === all.length) };
  return { write: (response: ServerResponse) => void response.writeHead(200, headers).end(bytes) };
}

test("logs prints each stream where it belongs, byte for byte", async () => {
  const { environment } = await fakeServer({
    "GET /v1/runs/run-1": { status: 200, body: endedRun },
    "GET /v1/runs/run-1/log": chunk,
  });
  const both = await landbridge(["logs", "run-1"], { environment });
  assert.deepEqual([both.status, both.out, both.err], [0, "one\ntwo é\n", "oh\n"]);
  const one = await landbridge(["logs", "run-1", "--stream", "stderr"], { environment });
  assert.deepEqual([one.out, one.err], ["oh\n", ""]);
});

test("logs -t puts before each line when it was written, and every byte stays", async () => {
  const text = Buffer.concat([Buffer.from("one\n"), Buffer.from([0xff, 0x0a]), Buffer.from("last")]);
  const lines = [
    { time: "2026-01-01T00:00:00.000Z", offset: 0, text: "one\n" },
    { time: "2026-01-01T00:00:01.000Z", offset: 4, base64: "/wo=" },
    { offset: 6, text: "la" },
    { time: "2026-01-01T00:00:02.000Z", offset: 8, text: "st" },
  ];
  const pages = [lines.slice(0, 3), lines.slice(3)];
  const asked: string[] = [];
  const { environment } = await fakeServer({
    "GET /v1/runs/run-1": { status: 200, body: endedRun },
    "GET /v1/runs/run-1/log": ({ query }) => ({
      write(response: ServerResponse) {
        asked.push(`${query.timestamps} ${query.offset}`);
        const isLast = query.offset !== "0";
        const next = isLast ? text.length : 8;
        const headers = { "landbridge-next-offset": next, "landbridge-end": String(isLast) };
        const page = pages[isLast ? 1 : 0] ?? [];
        response.writeHead(200, headers).end(page.map((line) => `${JSON.stringify(line)}\n`).join(""));
      },
    }),
  });
  const { status, out } = await landbridge(["logs", "run-1", "-t", "--stream", "stdout"], { environment });
  assert.equal(status, 0);
  assert.deepEqual(asked, ["true 0", "true 8"]);
  const unknown = "-".padEnd(24);
  assert.equal(out, `2026-01-01T00:00:00.000Z one\n2026-01-01T00:00:01.000Z \ufffd\n${unknown} last`);
});

test("logs -f -t stamps a line once, though it comes in pieces and the connection breaks", async () => {
  let connections = 0;
  const { environment } = await fakeServer({
    "GET /v1/runs/run-1": { status: 200, body: endedRun },
    "GET /v1/runs/run-1/log": () => ({
      write(response: ServerResponse) {
        connections += 1;
        const [offset, text, time] = connections === 1 ? [0, "fir", "A"] : [3, "st\nsecond\n", "B"];
        const event = { offset, nextOffset: offset + text.length, time, text };
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(`event: output\ndata: ${JSON.stringify(event)}\n\n`);
        response.end(connections === 1 ? undefined : `event: end\ndata: {"nextOffset":13}\n\n`);
      },
    }),
  });
  const { out } = await landbridge(["logs", "run-1", "-f", "-t", "--stream", "stdout"], { environment });
  assert.equal(out, "A first\nB second\n");
});

test("logs says where output may be missing, as the host's disk was full", async () => {
  const headers = { "landbridge-next-offset": 3, "landbridge-end": "true", "landbridge-may-lack-after": 3 };
  const event = `event: end\ndata: {"nextOffset":3,"mayLackAfter":3}\n\n`;
  const { environment } = await fakeServer({
    "GET /v1/runs/run-1": { status: 200, body: endedRun },
    "GET /v1/runs/run-1/log": ({ query }) => ({
      write: (response: ServerResponse) =>
        query.follow === "true"
          ? void response.writeHead(200, { "content-type": "text/event-stream" }).end(event)
          : void response.writeHead(200, headers).end("abc"),
    }),
  });
  for (const how of [[], ["-f"]]) {
    const { err } = await landbridge(["logs", "run-1", "--stream", "stdout", ...how], { environment });
    assert.match(err, /^stdout of run run-1 may be incomplete after 3 bytes: the disk of its host was full/m);
  }
});

/** Breaks off once, in the middle, as a server does that restarts. */
function breaking(): (asked: Asked) => { readonly write: (response: ServerResponse) => void } {
  let connections = 0;
  return ({ query }) => ({
    write(response) {
      connections += 1;
      const offset = Number(query.offset);
      const text = ["first\n", "second\n"].join("").slice(offset, connections === 1 ? 6 : undefined);
      const nextOffset = offset + text.length;
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(": following\n\n");
      response.write(
        `event: output\nid: ${nextOffset}\ndata: ${JSON.stringify({ offset, nextOffset, text })}\n\n`,
      );
      if (connections === 1) return void response.end();
      response.end(`event: end\nid: ${nextOffset}\ndata: ${JSON.stringify({ nextOffset })}\n\n`);
    },
  });
}

test("logs -f goes on where it broke off, until the run has ended", async () => {
  const { environment, asked } = await fakeServer({
    "GET /v1/runs/run-1": { status: 200, body: endedRun },
    "GET /v1/runs/run-1/log": breaking(),
  });
  const { status, out } = await landbridge(["logs", "run-1", "-f", "--stream", "stdout"], { environment });
  assert.equal(status, 0);
  assert.equal(out, "first\nsecond\n");
  const offsets = asked.filter(({ path }) => path.endsWith("/log")).map(({ query }) => query.offset);
  assert.deepEqual(offsets, ["0", "6"]);
});

test("logs -f waits for a run that has not started, and goes on with its next attempt", async () => {
  let looks = 0;
  const looked = () => {
    looks += 1;
    if (looks < 3) return { status: 200, body: { ...run, status: "QUEUED", attempt: 0 } };
    return { status: 200, body: looks < 5 ? run : { ...endedRun, attempt: 2 } };
  };
  const attempts: string[] = [];
  const streamed = ({ query }: Asked) => ({
    write(response: ServerResponse) {
      attempts.push(query.attempt ?? "");
      response.writeHead(200, { "content-type": "text/event-stream" });
      const text = `attempt ${query.attempt}\n`;
      const nextOffset = text.length;
      response.write(`event: output\ndata: ${JSON.stringify({ offset: 0, nextOffset, text })}\n\n`);
      response.end(`event: end\ndata: {"nextOffset":${nextOffset}}\n\n`);
    },
  });
  const { environment } = await fakeServer({
    "GET /v1/runs/run-1": looked,
    "GET /v1/runs/run-1/log": streamed,
  });
  const { out } = await landbridge(["logs", "run-1", "-f", "--stream", "stdout"], { environment });
  assert.equal(out, "attempt 1\nattempt 2\n");
  assert.deepEqual(attempts, ["1", "2"]);
});

test("an execution has no output of its own", async () => {
  const { environment } = await fakeServer({ "GET /v1/executions/exec-1": { status: 200, body: execution } });
  const { status, err } = await landbridge(["logs", "exec-1"], { environment });
  assert.equal(status, 2);
  assert.match(err, /"exec-1" is an execution[^]*landbridge history exec-1/);
});

test("a run that never started has no output", async () => {
  const refused = { ...run, status: "REFUSED" as const, attempt: 0, reason: "run-0 is open" };
  const { environment } = await fakeServer({ "GET /v1/runs/run-1": { status: 200, body: refused } });
  for (const argv of [
    ["logs", "run-1"],
    ["logs", "run-1", "-f"],
  ]) {
    const { status, err } = await landbridge(argv, { environment });
    assert.equal(status, 1);
    assert.match(err, /run run-1 is REFUSED/);
  }
});
