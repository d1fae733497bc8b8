import type { ObjectStore } from "../port.ts";
import { type Position, type ReadItem, textAt } from "./item.ts";

/** listObjectsV2: each object is an item, as AWS describes it. */
export async function* listedItems(
  store: ObjectStore,
  query: { readonly bucket: string; readonly prefix?: string; readonly startAfter?: string },
  from: Position | undefined,
): AsyncGenerator<ReadItem> {
  // By key and not by page: a continuation token ages, a key does not.
  const begin = from === undefined ? query : { ...query, startAfter: textAt(from, "key") };
  let after: string | undefined;
  do {
    const page = await store.list({ ...begin, ...(after !== undefined && { after }) });
    for (const { key, etag, sizeBytes, modifiedAt } of page.objects) {
      // Source: recorded from AWS: seconds since 1970, and the class by its name.
      const value = {
        Etag: etag,
        Key: key,
        LastModified: modifiedAt / 1000,
        Size: sizeBytes,
        StorageClass: "STANDARD",
      };
      yield { value, position: { key } };
    }
    after = page.next;
  } while (after !== undefined);
}
