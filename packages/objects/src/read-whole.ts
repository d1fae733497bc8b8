import { objectError } from "./errors.ts";
import type { ObjectAddress, ObjectStore } from "./port.ts";

/** A small object whole; ObjectTooLarge past `bytesMax`. */
export async function readWhole(
  store: ObjectStore,
  address: ObjectAddress,
  bytesMax: number,
): Promise<Uint8Array> {
  const { body } = await store.get(address);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > bytesMax) {
      throw objectError(
        "ObjectTooLarge",
        `s3://${address.bucket}/${address.key} has more than ${bytesMax} bytes`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
