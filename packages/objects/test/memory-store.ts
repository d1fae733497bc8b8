import { createHash } from "node:crypto";
import { epochMs } from "@landbridge/model";
import { type ObjectStore, objectError } from "../src/index.ts";

/** Objects that are given in the chunks that a test wants. */
export function memoryStore(
  objects: Readonly<Record<string, string | Uint8Array>>,
  chunksOf: (bytes: Uint8Array) => readonly Uint8Array[] = (bytes) => [bytes],
): ObjectStore {
  const bytesOf = (bucket: string, key: string): Uint8Array => {
    const content = objects[`${bucket}/${key}`];
    if (content === undefined) throw objectError("NoSuchKey", key);
    return typeof content === "string" ? Buffer.from(content) : content;
  };
  const head = (bytes: Uint8Array) => ({
    sizeBytes: bytes.length,
    etag: `"${createHash("md5").update(bytes).digest("hex")}"`,
    modifiedAt: epochMs(0),
  });
  return {
    async get({ bucket, key }, options = {}) {
      const bytes = bytesOf(bucket, key);
      const { etag } = head(bytes);
      if (options.ifMatch !== undefined && options.ifMatch !== etag)
        throw objectError("PreconditionFailed", key);
      async function* body(): AsyncGenerator<Uint8Array> {
        yield* chunksOf(bytes.subarray(options.fromByte ?? 0));
      }
      return { ...head(bytes), body: body() };
    },
    head: async ({ bucket, key }) => head(bytesOf(bucket, key)),
    put: async () => {
      throw objectError("AccessDenied");
    },
    async list({ bucket, prefix = "", startAfter, limit = 1000 }) {
      const keys = Object.keys(objects)
        .filter((name) => name.startsWith(`${bucket}/${prefix}`))
        .map((name) => name.slice(bucket.length + 1))
        .toSorted()
        .filter((key) => startAfter === undefined || key > startAfter);
      return { objects: keys.slice(0, limit).map((key) => ({ key, ...head(bytesOf(bucket, key)) })) };
    },
    delete: async () => {},
    close: async () => {},
  };
}

/** Cuts bytes into chunks of these sizes, over and over. */
export function cutBy(sizes: readonly number[]): (bytes: Uint8Array) => Uint8Array[] {
  return (bytes) => {
    const chunks: Uint8Array[] = [];
    for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1;
      chunks.push(bytes.subarray(at, at + size));
      at += size;
    }
    return chunks;
  };
}
