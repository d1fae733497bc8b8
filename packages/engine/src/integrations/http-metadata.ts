import type { EpochMs, JsonObject } from "@landbridge/model";

interface Metadata {
  readonly SdkHttpMetadata: JsonObject;
  readonly SdkResponseMetadata: JsonObject;
}

/**
 * What an optimized integration tells of the HTTP answer that it had, with the members that AWS's answers
 * have: workflows read them.
 * @param headers in the order in which AWS lists them
 */
export function httpMetadata(
  requestId: string,
  headers: Readonly<Record<string, string>>,
  status = 200,
): Metadata {
  const all = Object.entries(headers);
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(all.map(([name, value]) => [name, [value]])),
      HttpHeaders: Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1))),
      HttpStatusCode: status,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}

/** "Tue, 14 Nov 2023 22:13:20 GMT", as HTTP writes instants. */
export function httpDate(at: EpochMs): string {
  return new Date(at).toUTCString();
}
