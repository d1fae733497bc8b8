import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { readBody } from "../dispatch/read-body.ts";
import type { JudgedClaim, Proof } from "../sigv4/verify.ts";
import { bodyStream } from "./body-stream.ts";

// A client that goes away in the middle is no failure of ours: nothing of it belongs among the log's errors.

const incomplete = { code: "IncompleteBody", status: 400 };

function incoming(): IncomingMessage {
  return Object.assign(new PassThrough(), { headers: {} }) as unknown as IncomingMessage;
}

test("a whole body whose sender goes away is incomplete", async () => {
  const raw = incoming();
  const body = readBody(raw, 100);
  raw.destroy(new Error("aborted"));
  await assert.rejects(body, incomplete);
});

test("a streamed body whose sender goes away is incomplete, however it is signed", async () => {
  for (const payload of [
    { kind: "unsigned" },
    { kind: "declared", sha256: "0".repeat(64) },
    { kind: "chunks", isSigned: false, hasTrailer: false },
  ]) {
    const raw = incoming();
    const judged = { claim: { accessKeyId: "A" }, payload } as unknown as JudgedClaim;
    const stream = bodyStream(raw, new Map(), judged, {} as Proof);
    const read = Array.fromAsync(stream.bytes);
    raw.destroy(new Error("aborted"));
    await assert.rejects(read, incomplete, payload.kind);
  }
});
