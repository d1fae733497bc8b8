import assert from "node:assert/strict";
import { test } from "node:test";
import { exchangesOf, isDurableFirst, parseTrace } from "./trace.ts";

const log = "/data/store/landbridge.db-wal";
const socket = "27<TCP:[127.0.0.1:7070->127.0.0.1:38808]>";
const request = `9 read(${socket}, "POST /v1/jobs/a/runs HTTP/1.1\\r\\nHost"..., 65536) = 700`;
const written = `9 pwrite64(23<${log}>, "\\0\\0"..., 24, 0) = 24`;
const synced = `9 fdatasync(23<${log}>) = 0`;
const answer = `9 write(${socket}, "HTTP/1.1 202 Accepted\\r\\n"..., 900) = 900`;

function isProven(lines: readonly string[]): boolean {
  const calls = parseTrace(lines.join("\n"));
  const [exchange] = exchangesOf(calls);
  assert.deepEqual([exchange?.request, exchange?.status], ["POST /v1/jobs/a/runs", 202]);
  return exchange !== undefined && isDurableFirst(calls, log, exchange);
}

test("an answer after a write and a sync of the log is durable first", () => {
  assert.ok(isProven([request, written, synced, answer]));
});

test("a sync of before the request, of another file, that failed, or without a write proves nothing", () => {
  assert.ok(!isProven([written, synced, request, answer]));
  assert.ok(!isProven([request, written, synced.replace("-wal", "-shm"), answer]));
  assert.ok(!isProven([request, written, synced.replace("= 0", "= -1 EIO (Input/output error)"), answer]));
  assert.ok(!isProven([request, synced, answer]));
  assert.ok(!isProven([request, synced, written, answer]));
});

test("a sync in another thread counts once it has ended, not when it has begun", () => {
  const begun = `11 fsync(23<${log}> <unfinished ...>`;
  const ended = "11 <... fsync resumed>) = 0";
  assert.ok(isProven([request, written, begun, ended, answer]));
  assert.ok(!isProven([request, written, begun, answer, ended]));
});
