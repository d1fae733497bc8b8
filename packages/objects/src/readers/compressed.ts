import { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { itemReaderFailed } from "../errors.ts";
import type { ObjectAddress, ObjectStore } from "../port.ts";
import type { ByteSource } from "./item.ts";

/** An object's bytes; of one that is compressed as a whole, by its name, the unpacked ones. */
export function bytesOf(store: ObjectStore, address: ObjectAddress): ByteSource {
  const unpack = unpackerOf(address.key);
  return unpack === undefined ? plain(store, address) : unpacked(store, address, unpack);
}

/** Source: AWS Step Functions Developer Guide, "ItemReader (Map)", its external compression types. */
function unpackerOf(key: string): Unpack | undefined {
  if (key.endsWith(".gz")) return createGunzip;
  return /\.zstd?$/.test(key) ? createZstdDecompress : undefined;
}

type Unpack = typeof createGunzip | typeof createZstdDecompress;

function plain(store: ObjectStore, address: ObjectAddress): ByteSource {
  return {
    name: `s3://${address.bucket}/${address.key}`,
    async open(fromByte, etag) {
      const opened = await store.get(address, { fromByte, ...(etag !== undefined && { ifMatch: etag }) });
      return { etag: opened.etag, body: opened.body };
    },
  };
}

/** Offsets count unpacked bytes: to go on, what was passed is unpacked once more and dropped. */
export function unpacked(store: ObjectStore, address: ObjectAddress, unpack: Unpack): ByteSource {
  const name = `s3://${address.bucket}/${address.key}`;
  return {
    name,
    async open(fromByte, etag) {
      const opened = await store.get(address, etag === undefined ? {} : { ifMatch: etag });
      return { etag: opened.etag, body: skip(through(opened.body, unpack, name), fromByte) };
    },
  };
}

async function* through(
  body: AsyncIterable<Uint8Array>,
  unpack: Unpack,
  name: string,
): AsyncGenerator<Uint8Array> {
  const packed = Readable.from(body, { objectMode: false });
  const plainBytes = packed.pipe(unpack());
  packed.on("error", (error) => plainBytes.destroy(error));
  try {
    for await (const chunk of plainBytes) yield chunk;
  } catch (error) {
    throw itemReaderFailed(`The file ${name} cannot be unpacked: ${String(error)}`);
  } finally {
    packed.destroy();
    plainBytes.destroy();
  }
}

async function* skip(body: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of body) {
    if (left < chunk.length) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}
