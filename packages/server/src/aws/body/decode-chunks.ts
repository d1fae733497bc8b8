import { createHash } from "node:crypto";
import { AwsError } from "../errors/aws-error.ts";
import { refuse } from "../sigv4/refused.ts";
import { isSameSignature, sign } from "../sigv4/signing-key.ts";
import type { Proof } from "../sigv4/verify.ts";
import { type ByteReader, createByteReader } from "./byte-reader.ts";

// `aws-chunked`: a body in chunks, each with a signature that continues the one before, and maybe a trailer of
// headers behind the last. Sources: Amazon S3, "Signature calculations … (chunked upload)" and "… trailing headers".
//
// C1. What comes out is proved only once the iteration has ended without an error: nothing may count before.
// C2. Chunks are passed on as they arrive; a chunk of any size takes no room here.

export interface ChunkedBody {
  readonly source: AsyncIterator<Uint8Array>;
  readonly hasTrailer: boolean;
  /** Undefined: neither chunks nor trailer are signed. */
  readonly proof: Proof | undefined;
  readonly accessKeyId: string;
  /** Filled once everything has been read. */
  readonly trailer: Map<string, string>;
}

const lineBytesMax = 1_024;
const trailerLinesMax = 64;
const emptyHash = createHash("sha256").digest("hex");

export async function* decodeChunks(body: ChunkedBody): AsyncGenerator<Uint8Array> {
  const reader = createByteReader(body.source);
  let before = body.proof?.signature ?? "";
  for (;;) {
    const { size, signature } = await readChunkHead(reader);
    const hash = createHash("sha256");
    for (let left = size; left > 0; ) {
      const bytes = await reader.some(left);
      if (bytes === undefined) throw cutOff();
      left -= bytes.length;
      if (body.proof !== undefined) hash.update(bytes);
      yield bytes;
    }
    if (body.proof !== undefined) {
      const text = [
        "AWS4-HMAC-SHA256-PAYLOAD",
        ...context(body.proof),
        before,
        emptyHash,
        hash.digest("hex"),
      ];
      before = proveNext(body, text.join("\n"), signature);
    }
    if (size === 0) break;
    if ((await reader.line(lineBytesMax)) !== "") throw malformed();
  }
  await readTrailer(reader, body, before);
}

async function readChunkHead(
  reader: ByteReader,
): Promise<{ readonly size: number; readonly signature: string }> {
  const line = await reader.line(lineBytesMax);
  if (line === undefined) throw cutOff();
  const [, size, signature = ""] =
    /^([0-9a-fA-F]{1,10})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line.trim()) ?? [];
  if (size === undefined) throw malformed();
  return { size: Number.parseInt(size, 16), signature };
}

async function readTrailer(reader: ByteReader, body: ChunkedBody, before: string): Promise<void> {
  let signed = "";
  let signature = "";
  for (let count = 0; ; count += 1) {
    const line = await reader.line(lineBytesMax);
    if (line === undefined || line === "") break;
    const mark = line.indexOf(":");
    if (!body.hasTrailer || mark <= 0 || count >= trailerLinesMax) throw malformed();
    const name = line.slice(0, mark).trim().toLowerCase();
    const value = line.slice(mark + 1).trim();
    if (name === "x-amz-trailer-signature") {
      signature = value;
      continue;
    }
    signed += `${name}:${value}\n`;
    body.trailer.set(name, value);
  }
  if (body.proof === undefined || !body.hasTrailer) return;
  const hash = createHash("sha256").update(signed, "latin1").digest("hex");
  const text = ["AWS4-HMAC-SHA256-TRAILER", ...context(body.proof), before, hash];
  proveNext(body, text.join("\n"), signature);
}

function context({ signedAt, scope }: Proof): readonly string[] {
  return [signedAt, scope];
}

function proveNext({ proof, accessKeyId }: ChunkedBody, text: string, sent: string): string {
  if (proof === undefined) return "";
  const computed = sign(proof.key, text);
  if (!isSameSignature(computed, sent)) refuse({ kind: "mismatch", accessKeyId });
  return computed;
}

function malformed(): AwsError {
  return new AwsError("InvalidRequest", "The body's chunks are not in the form that `aws-chunked` has.");
}

function cutOff(): AwsError {
  return new AwsError(
    "IncompleteBody",
    "The request body terminated before the last chunk of it had arrived.",
  );
}
