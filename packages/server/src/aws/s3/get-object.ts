import { Readable } from "node:stream";
import type { ObjectHead, ObjectHeaders } from "@landbridge/objects";
import type { AwsAnswer, AwsCall } from "../service.ts";
import { judgeRead } from "./conditions.ts";
import { headersToGive } from "./object-headers.ts";
import type { S3Operation } from "./operation.ts";
import { type ByteRange, readRange } from "./range.ts";

export const getObject: S3Operation = async ({ objects, call, bucket, key }) => {
  const address = { bucket, key };
  const head = await objects.head(address);
  if (judgeRead(call, head) === "not-modified") return notModified(head);
  const range = readRange(call.header("range"), head.sizeBytes);
  const part = range === undefined ? {} : { fromByte: range.from, lengthBytes: range.to - range.from + 1 };
  // The object that was judged, though it is replaced meanwhile.
  const { body } = await objects.get(address, { ...part, ifMatch: head.etag });
  return { ...described(call, head, range), body: Readable.from(body, { objectMode: false }) };
};

export const headObject: S3Operation = async ({ objects, call, bucket, key }) => {
  const head = await objects.head({ bucket, key });
  if (judgeRead(call, head) === "not-modified") return notModified(head);
  return described(call, head, readRange(call.header("range"), head.sizeBytes));
};

function described(call: AwsCall, head: ObjectHead & ObjectHeaders, range: ByteRange | undefined): AwsAnswer {
  const length = range === undefined ? head.sizeBytes : range.to - range.from + 1;
  return {
    status: range === undefined ? 200 : 206,
    headers: {
      ...headersToGive(call, head.headers, range === undefined),
      ...validators(head),
      "accept-ranges": "bytes",
      "content-length": String(length),
      ...(range !== undefined && { "content-range": `bytes ${range.from}-${range.to}/${head.sizeBytes}` }),
    },
  };
}

function notModified(head: ObjectHead): AwsAnswer {
  return { status: 304, headers: validators(head) };
}

function validators({ etag, modifiedAt }: ObjectHead): Readonly<Record<string, string>> {
  return { etag, "last-modified": new Date(modifiedAt).toUTCString() };
}
