import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeChunks } from "../body/decode-chunks.ts";
import { AwsError } from "../errors/aws-error.ts";
import { SignatureRefused } from "./refused.ts";
import { toSignedRequest } from "./signed-request.ts";
import { createSigningKeys } from "./signing-key.ts";
import { judgeClaim, type Proof, proveSignature } from "./verify.ts";

// The examples that Amazon S3's reference works out, as facts: 66,560 times "a", in chunks of 64 KiB, signed with
// its example key at 2013-05-24T00:00:00Z. Sources: "Signature calculations for the Authorization header:
// transferring payload in multiple chunks" and "… including trailing headers".

const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const nowMs = Date.parse("2013-05-24T00:00:00Z");
const size = 66_560;

const plain = {
  seed: "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
  chunks: [
    "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
    "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
    "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
  ],
};
const withTrailer = {
  seed: "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
  chunks: [
    "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
    "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
    "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
  ],
  trailer: "x-amz-checksum-crc32c:sOO8/Q==",
  signature: "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435",
};

function seedOf(signature: string, kind: string, more: readonly (readonly [string, string])[]): Proof {
  const names = [
    "content-encoding",
    "host",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-decoded-content-length",
  ];
  const extra = more.map(([name]) => name);
  const signed = [...names, ...extra, "x-amz-storage-class"].toSorted().join(";");
  const headers = [
    ["Host", "s3.amazonaws.com"],
    ["x-amz-date", "20130524T000000Z"],
    ["x-amz-storage-class", "REDUCED_REDUNDANCY"],
    ["x-amz-content-sha256", kind],
    ["Content-Encoding", "aws-chunked"],
    ["x-amz-decoded-content-length", String(size)],
    ...more,
    [
      "Authorization",
      `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=${signed}, Signature=${signature}`,
    ],
  ];
  const request = toSignedRequest("PUT", "/examplebucket/chunkObject.txt", headers.flat());
  const { values } = request;
  const judged = judgeClaim(request, values, { service: "s3", region: "us-east-1" }, nowMs);
  return proveSignature({ request, values, judged, payloadHash: kind, secret, keys: createSigningKeys() });
}

function wire(signatures: readonly string[], tail: string): Buffer {
  const parts = [65_536, 1_024, 0].map((length, at) => [
    Buffer.from(`${length.toString(16)};chunk-signature=${signatures[at]}\r\n`),
    Buffer.alloc(length, "a"),
    Buffer.from(length === 0 ? "" : "\r\n"),
  ]);
  return Buffer.concat([...parts.flat(), Buffer.from(tail)]);
}

async function decode(bytes: Buffer, proof: Proof | undefined, hasTrailer: boolean, pieceBytes = 1_000) {
  const trailer = new Map<string, string>();
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  }
  const chunks = decodeChunks({ source: pieces(), hasTrailer, proof, accessKeyId: "A", trailer });
  return { text: Buffer.concat(await Array.fromAsync(chunks)).toString(), trailer };
}

const isMismatch = (error: unknown) => error instanceof SignatureRefused && error.problem.kind === "mismatch";

test("S3's example of signed chunks is proved, however it is cut on the way", async () => {
  const proof = () => seedOf(plain.seed, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", [["content-length", "66824"]]);
  for (const pieceBytes of [7, 1_000, 100_000]) {
    const { text } = await decode(wire(plain.chunks, "\r\n"), proof(), false, pieceBytes);
    assert.equal(text, "a".repeat(size));
  }
  const changed = wire(plain.chunks, "\r\n");
  changed[66_000] = 0x62;
  await assert.rejects(decode(changed, proof(), false), isMismatch);
  const [first = "", second = "", last = ""] = plain.chunks;
  await assert.rejects(decode(wire([second, first, last], "\r\n"), proof(), false), isMismatch);
});

test("S3's example of a signed trailer is proved, and no other trailer", async () => {
  const { seed, chunks, trailer, signature } = withTrailer;
  const proof = () =>
    seedOf(seed, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", [["x-amz-trailer", "x-amz-checksum-crc32c"]]);
  const tail = (line: string) => `${line}\r\nx-amz-trailer-signature:${signature}\r\n\r\n`;
  const found = await decode(wire(chunks, tail(trailer)), proof(), true);
  assert.equal(found.text.length, size);
  assert.deepEqual([...found.trailer], [["x-amz-checksum-crc32c", "sOO8/Q=="]]);
  await assert.rejects(decode(wire(chunks, tail(`${trailer}x`)), proof(), true), isMismatch);
  await assert.rejects(decode(wire(chunks, `${trailer}\r\n\r\n`), proof(), true), isMismatch);
});

test("chunks that are cut off or are not chunks are refused", async () => {
  const whole = "3\r\nabc\r\n0\r\n\r\n";
  assert.equal((await decode(Buffer.from(whole), undefined, true)).text, "abc");
  const wrong = [
    "",
    "3",
    "3\r\nab",
    "3\r\nabc",
    "3\r\nabcd\r\n0\r\n\r\n",
    "-1\r\n",
    "zz\r\n\r\n",
    "x".repeat(3_000),
  ];
  for (const text of [...wrong, "3\r\nabc\r\n", "0\r\nno colon\r\n\r\n", `0\r\n${"a:b\r\n".repeat(100)}\r\n`])
    await assert.rejects(
      decode(Buffer.from(text), undefined, true),
      AwsError,
      JSON.stringify(text.slice(0, 40)),
    );
});
