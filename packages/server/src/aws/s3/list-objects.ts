import type { ListedObject } from "@landbridge/objects";
import { AwsError } from "../errors/aws-error.ts";
import type { AwsCall } from "../service.ts";
import type { S3Operation } from "./operation.ts";
import { element, xmlAnswer } from "./xml.ts";

const pageKeysMax = 1_000;

export const listObjectsV2: S3Operation = async ({ objects, call, bucket, owner }) => {
  const { query } = call;
  const facts = readFacts(call);
  const token = query.get("continuation-token");
  const startAfter = query.get("start-after");
  const page = await objects.list({
    ...facts.store,
    bucket,
    ...(token !== null && { after: token }),
    ...(startAfter !== null && startAfter !== "" && { startAfter }),
  });
  const isOwned = query.get("fetch-owner") === "true";
  return xmlAnswer("ListBucketResult", [
    element("Name", bucket),
    element("Prefix", facts.encode(facts.prefix)),
    element("KeyCount", page.objects.length + page.commonPrefixes.length),
    ...facts.echoed,
    element("StartAfter", startAfter === null ? undefined : facts.encode(startAfter)),
    element("ContinuationToken", token ?? undefined),
    element("IsTruncated", page.next !== undefined),
    element("NextContinuationToken", page.next),
    ...page.objects.map((one) => contents(one, facts.encode, isOwned ? owner : undefined)),
    ...page.commonPrefixes.map((one) => element("CommonPrefixes", [element("Prefix", facts.encode(one))])),
  ]);
};

export const listObjectsV1: S3Operation = async ({ objects, call, bucket, owner }) => {
  const facts = readFacts(call);
  const marker = call.query.get("marker") ?? "";
  // A marker that is a common prefix stands for all the keys below it.
  const isPrefix = facts.delimiter !== "" && marker.endsWith(facts.delimiter);
  const page = await objects.list({
    ...facts.store,
    bucket,
    ...(marker !== "" && { startAfter: isPrefix ? `${marker}\u{10FFFF}` : marker }),
  });
  const last = [page.objects.at(-1)?.key, page.commonPrefixes.at(-1)]
    .filter((one) => one !== undefined)
    .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .at(-1);
  return xmlAnswer("ListBucketResult", [
    element("Name", bucket),
    element("Prefix", facts.encode(facts.prefix)),
    element("Marker", facts.encode(marker)),
    ...facts.echoed,
    element("IsTruncated", page.next !== undefined),
    element("NextMarker", page.next === undefined || last === undefined ? undefined : facts.encode(last)),
    ...page.objects.map((one) => contents(one, facts.encode, owner)),
    ...page.commonPrefixes.map((one) => element("CommonPrefixes", [element("Prefix", facts.encode(one))])),
  ]);
};

function readFacts({ query }: AwsCall) {
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const maxKeys = readMaxKeys(query.get("max-keys"));
  const isEncoded = query.get("encoding-type") === "url";
  const encode = (text: string): string =>
    isEncoded ? encodeURIComponent(text.toWellFormed()).replaceAll("%2F", "/") : text;
  return {
    prefix,
    delimiter,
    encode,
    store: { prefix, limit: maxKeys, ...(delimiter !== "" && { delimiter }) },
    echoed: [
      element("MaxKeys", maxKeys),
      element("Delimiter", delimiter === "" ? undefined : encode(delimiter)),
      element("EncodingType", isEncoded ? "url" : undefined),
    ],
  };
}

function readMaxKeys(text: string | null): number {
  if (text === null || text === "") return pageKeysMax;
  if (!/^\d{1,10}$/.test(text) || Number(text) > 2_147_483_647)
    throw new AwsError("InvalidArgument", "Provided max-keys not an integer or within integer range", {
      members: { ArgumentName: "max-keys" },
    });
  return Math.min(Number(text), pageKeysMax);
}

function contents(
  { key, sizeBytes, etag, modifiedAt }: ListedObject,
  encode: (text: string) => string,
  owner: string | undefined,
): string {
  return element("Contents", [
    element("Key", encode(key)),
    element("LastModified", new Date(modifiedAt).toISOString()),
    element("ETag", etag),
    element("Size", sizeBytes),
    element("StorageClass", "STANDARD"),
    ...(owner === undefined ? [] : [element("Owner", [element("ID", owner)])]),
  ]);
}
