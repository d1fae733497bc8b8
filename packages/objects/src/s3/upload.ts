import type { CompletedPart, S3Client } from "@aws-sdk/client-s3";
import { epochMs } from "@landbridge/model";
import { objectError } from "../errors.ts";
import { objectLimits } from "../limits.ts";
import type { ObjectAddress, ObjectHead } from "../port.ts";
import { s3Error } from "./s3-error.ts";
import type { S3Sdk } from "./s3-store.ts";

/** One request for what fits into one part; else a multipart upload, which S3 shows nothing of until it is complete. */
export async function upload(
  sdk: S3Sdk,
  client: S3Client,
  address: ObjectAddress,
  body: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<ObjectHead> {
  const parts = partsOf(body);
  const first = (await parts.next()).value ?? Buffer.alloc(0);
  const second = await parts.next();
  const place = { Bucket: address.bucket, Key: address.key };
  try {
    if (second.done === true) {
      const answer = await client.send(new sdk.PutObjectCommand({ ...place, Body: first }));
      return { sizeBytes: first.length, etag: answer.ETag ?? "", modifiedAt: epochMs(0) };
    }
    return await uploadParts(sdk, client, place, chain([first, second.value], parts));
  } catch (error) {
    throw s3Error(error, address);
  }
}

async function uploadParts(
  sdk: S3Sdk,
  client: S3Client,
  place: { readonly Bucket: string; readonly Key: string },
  parts: AsyncIterable<Uint8Array>,
): Promise<ObjectHead> {
  const { UploadId } = await client.send(new sdk.CreateMultipartUploadCommand(place));
  const done: CompletedPart[] = [];
  let sizeBytes = 0;
  try {
    for await (const part of parts) {
      const PartNumber = done.length + 1;
      if (PartNumber > objectLimits.partsMax)
        throw objectError("ObjectTooLarge", `more than ${objectLimits.partsMax} parts`);
      const { ETag } = await client.send(
        new sdk.UploadPartCommand({ ...place, UploadId, PartNumber, Body: part }),
      );
      done.push({ PartNumber, ETag });
      sizeBytes += part.length;
    }
    const answer = await client.send(
      new sdk.CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts: done } }),
    );
    return { sizeBytes, etag: answer.ETag ?? "", modifiedAt: epochMs(0) };
  } catch (error) {
    // Parts that nobody completes are kept, and paid for, for ever.
    await client.send(new sdk.AbortMultipartUploadCommand({ ...place, UploadId })).catch(() => {});
    throw error;
  }
}

/** The body in pieces of `partBytes`, the last one smaller. */
async function* partsOf(body: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) {
    for (let at = 0; at < body.length; at += objectLimits.partBytes)
      yield body.subarray(at, at + objectLimits.partBytes);
    return;
  }
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + objectLimits.partBytes - bytes);
      held.push(piece);
      bytes += piece.length;
      at += piece.length;
      if (bytes < objectLimits.partBytes) continue;
      yield Buffer.concat(held);
      held = [];
      bytes = 0;
    }
  }
  if (bytes > 0) yield Buffer.concat(held);
}

async function* chain(
  first: readonly Uint8Array[],
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* rest;
}
