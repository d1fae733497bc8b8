import createFetchClient, { type Client } from "openapi-fetch";
import type { paths } from "./generated/api.ts";
import { type KeyReference, readKey } from "./key-reference.ts";

export type LandbridgeClient = Client<paths>;

/** A key that was read is used so long; one that the server refuses is read again at once, as it may have been rotated. */
const keyFreshMs = 300_000;

/**
 * `client.POST("/v1/jobs/{name}/runs", …)` and the like, each with its types. What the server refuses is in `error`, as
 * a problem document; what does not reach it rejects.
 */
export function createClient(options: {
  readonly url: string;
  readonly key: KeyReference;
}): LandbridgeClient {
  const keys = keyCache(options.key);
  return createFetchClient<paths>({
    baseUrl: options.url.replace(/\/+$/, ""),
    fetch: async (request) => {
      // Sent a second time where the key was refused, so its body must not be used up.
      const again = request.clone();
      const response = await withKey(request, await keys.get());
      if (response.status !== 401) return response;
      const known = await keys.get();
      keys.forget();
      const fresh = await keys.get();
      return fresh === known ? response : withKey(again, fresh);
    },
  });
}

function withKey(request: Request, key: string): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set("x-api-key", key);
  // A key must not follow a redirection to another server.
  return fetch(new Request(request, { headers, redirect: "error" }));
}

function keyCache(reference: KeyReference): { get(): Promise<string>; forget(): void } {
  let known: { readonly key: Promise<string>; readonly readAt: number } | undefined;
  return {
    get() {
      if (known === undefined || Date.now() - known.readAt > keyFreshMs) {
        const read = { key: readKey(reference), readAt: Date.now() };
        known = read;
        read.key.catch(() => {
          if (known === read) known = undefined;
        });
      }
      return known.key;
    },
    forget() {
      known = undefined;
    },
  };
}
