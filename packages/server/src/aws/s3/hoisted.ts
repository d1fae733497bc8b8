import type { AwsCall } from "../service.ts";

/** Of the signature itself; all others of these names stand for headers. */
const ofSignature = /^x-amz-(?:algorithm|credential|date|expires|signedheaders|signature|security-token)$/;

/** Who presigns a request may put its `x-amz-` headers into the query, where they mean the same. */
export function withHoisted(call: AwsCall): AwsCall {
  if (!call.query.has("X-Amz-Signature")) return call;
  const headers = new Map(call.headers);
  for (const [given, value] of call.query) {
    const name = given.toLowerCase();
    if (name.startsWith("x-amz-") && !ofSignature.test(name) && !headers.has(name))
      headers.set(name, [value]);
  }
  return { ...call, headers, header: (name) => headers.get(name)?.[0]?.trim() };
}
