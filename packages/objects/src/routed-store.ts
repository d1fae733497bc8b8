import type { ObjectStore } from "./port.ts";

/** Some buckets here, the others elsewhere; nobody who reads or writes need know which. */
export function createRoutedStore(storeOf: (bucket: string) => ObjectStore): ObjectStore {
  return {
    get: (address, options) => storeOf(address.bucket).get(address, options),
    head: (address) => storeOf(address.bucket).head(address),
    put: (address, body) => storeOf(address.bucket).put(address, body),
    list: (query) => storeOf(query.bucket).list(query),
    delete: (address) => storeOf(address.bucket).delete(address),
    // Each belongs to whoever opened it.
    close: () => Promise.resolve(),
  };
}
