import type { Clock } from "@landbridge/model";
import { createSecretStore, type SecretStore } from "@landbridge/secrets";
import type { Store } from "@landbridge/store";

/** Under a key that is made up. */
export function testSecrets(store: Store, clock: Clock): SecretStore {
  const keys = [{ id: "k", key: new Uint8Array(32) }];
  return createSecretStore({
    store,
    clock,
    ring: { keys: () => keys, rotate: async () => {}, place: "the test" },
  });
}
