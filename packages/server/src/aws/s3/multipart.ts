import type { StoredPart, UploadPart } from "@landbridge/objects";
import { AwsError } from "../errors/aws-error.ts";
import type { AwsCall } from "../service.ts";
import { checkedCall } from "./checked-call.ts";
import { type ChecksumAlgorithm, checksumAlgorithms, createDigest } from "./checksum.ts";
import { writeConditions } from "./conditions.ts";
import { headersToKeep, refuseUnkept } from "./object-headers.ts";
import type { S3Operation } from "./operation.ts";
import { boundedBody, openSource } from "./put-object.ts";
import { readRange } from "./range.ts";
import { element, malformedXml, nodesOf, readXml, textOf, xmlAnswer } from "./xml.ts";

/** Source: Amazon S3, "Multipart upload limits". */
const partNumberMax = 10_000;

export const createUpload: S3Operation = async ({ objects, call, bucket, key }) => {
  refuseUnkept(call);
  const uploadId = await objects.uploads.create({ bucket, key }, headersToKeep(call));
  const algorithm = call.header("x-amz-checksum-algorithm");
  return {
    ...xmlAnswer("InitiateMultipartUploadResult", [
      element("Bucket", bucket),
      element("Key", key),
      element("UploadId", uploadId),
    ]),
    headers: {
      "content-type": "application/xml",
      ...(algorithm !== undefined && { "x-amz-checksum-algorithm": algorithm }),
    },
  };
};

export const uploadPart: S3Operation = async ({ objects, call, bucket, key }) => {
  const body = boundedBody(call);
  const upload = { bucket, key, uploadId: uploadIdOf(call) };
  const part = await objects.uploads.putPart(upload, partNumberOf(call), body.bytes, body.headers);
  return { status: 200, headers: { etag: part.etag, ...part.headers } };
};

export const uploadPartCopy: S3Operation = async (request) => {
  const { objects, call, bucket, key } = request;
  const { source, head } = await openSource(request);
  const range = readRange(call.header("x-amz-copy-source-range"), head.sizeBytes);
  const { body } = await objects.get(source, {
    ifMatch: head.etag,
    ...(range !== undefined && { fromByte: range.from, lengthBytes: range.to - range.from + 1 }),
  });
  const upload = { bucket, key, uploadId: uploadIdOf(call) };
  const part = await objects.uploads.putPart(upload, partNumberOf(call), body);
  return xmlAnswer("CopyPartResult", [
    element("ETag", part.etag),
    element("LastModified", new Date(part.modifiedAt).toISOString()),
  ]);
};

export const completeUpload: S3Operation = async ({ objects, call, bucket, key }) => {
  const document = await readXml(checkedCall(call), "CompleteMultipartUpload");
  const wanted = nodesOf(document, "Part").map(readPart);
  if (wanted.length === 0 || wanted.length > partNumberMax) throw malformedXml();
  const upload = { bucket, key, uploadId: uploadIdOf(call) };
  const numbers = new Set(wanted.map(({ partNumber }) => partNumber));
  const stored = (await objects.uploads.parts(upload)).filter(({ partNumber }) => numbers.has(partNumber));
  const done = await objects.uploads.complete(upload, wanted, {
    ...writeConditions(call),
    headers: await joinedChecksum(stored),
  });
  return xmlAnswer("CompleteMultipartUploadResult", [
    element("Location", `/${bucket}/${key}`),
    element("Bucket", bucket),
    element("Key", key),
    element("ETag", done.etag),
  ]);
};

export const abortUpload: S3Operation = async ({ objects, call, bucket, key }) => {
  await objects.uploads.abort({ bucket, key, uploadId: uploadIdOf(call) });
  return { status: 204 };
};

export const listParts: S3Operation = async ({ objects, call, bucket, key }) => {
  const uploadId = uploadIdOf(call);
  const after = wholeOf(call, "part-number-marker", 0);
  const max = Math.min(wholeOf(call, "max-parts", 1_000), 1_000);
  const all = (await objects.uploads.parts({ bucket, key, uploadId })).filter(
    (one) => one.partNumber > after,
  );
  const page = all.slice(0, max);
  return xmlAnswer("ListPartsResult", [
    element("Bucket", bucket),
    element("Key", key),
    element("UploadId", uploadId),
    element("PartNumberMarker", after),
    element("NextPartNumberMarker", page.at(-1)?.partNumber ?? after),
    element("MaxParts", max),
    element("IsTruncated", all.length > page.length),
    ...page.map(({ partNumber, etag, sizeBytes, modifiedAt }) =>
      element("Part", [
        element("PartNumber", partNumber),
        element("LastModified", new Date(modifiedAt).toISOString()),
        element("ETag", etag),
        element("Size", sizeBytes),
      ]),
    ),
  ]);
};

/** All of them at once: their number is bounded. */
export const listUploads: S3Operation = async ({ objects, call, bucket }) => {
  const prefix = call.query.get("prefix") ?? "";
  const uploads = (await objects.uploads.list(bucket)).filter(({ key }) => key.startsWith(prefix));
  return xmlAnswer("ListMultipartUploadsResult", [
    element("Bucket", bucket),
    element("MaxUploads", 1_000),
    element("IsTruncated", false),
    ...uploads.map(({ key, uploadId, startedAt }) =>
      element("Upload", [
        element("Key", key),
        element("UploadId", uploadId),
        element("Initiated", new Date(startedAt).toISOString()),
      ]),
    ),
  ]);
};

function readPart(node: Parameters<typeof textOf>[0]): UploadPart {
  const partNumber = Number(textOf(node, "PartNumber"));
  const etag = textOf(node, "ETag");
  if (!Number.isInteger(partNumber) || partNumber < 1 || etag === undefined) throw malformedXml();
  return { partNumber, etag };
}

function uploadIdOf({ query }: AwsCall): string {
  return query.get("uploadId") ?? "";
}

function partNumberOf(call: AwsCall): number {
  const partNumber = wholeOf(call, "partNumber", 0);
  if (partNumber < 1 || partNumber > partNumberMax)
    throw new AwsError(
      "InvalidArgument",
      `Part number must be an integer between 1 and ${partNumberMax}, inclusive`,
      { members: { ArgumentName: "partNumber" } },
    );
  return partNumber;
}

function wholeOf({ query }: AwsCall, name: string, absent: number): number {
  const text = query.get(name);
  if (text === null || text === "") return absent;
  if (!/^\d{1,9}$/.test(text))
    throw new AwsError("InvalidArgument", `Provided ${name} not an integer or within integer range`, {
      members: { ArgumentName: name },
    });
  return Number(text);
}

/** As S3 joins the checksums of parts: the checksum of their checksums. None where a part has another, or none. */
async function joinedChecksum(parts: readonly StoredPart[]): Promise<Readonly<Record<string, string>>> {
  const algorithm = checksumAlgorithms.find((one) => parts.every(({ headers }) => nameOf(one) in headers));
  // S3 has no joined form of this one.
  if (algorithm === undefined || algorithm === "crc64nvme" || parts.length === 0) return {};
  const digest = createDigest(algorithm);
  for (const { headers } of parts) digest.update(Buffer.from(headers[nameOf(algorithm)] ?? "", "base64"));
  return {
    [nameOf(algorithm)]: `${await digest.base64()}-${parts.length}`,
    "x-amz-checksum-type": "COMPOSITE",
  };
}

function nameOf(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm}`;
}
