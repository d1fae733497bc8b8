import { AwsError } from "../errors/aws-error.ts";
import type { AwsCall } from "../service.ts";
import { copySource } from "./address.ts";
import { type CheckedBody, checkBody } from "./checksum.ts";
import { failed, judgeRead, writeConditions } from "./conditions.ts";
import { headersToKeep, refuseUnkept } from "./object-headers.ts";
import type { S3Operation, S3Request } from "./operation.ts";
import { element, xmlAnswer } from "./xml.ts";

/** Source: Amazon S3, "Uploading objects": of one PUT, and of one part. */
const bodyBytesMax = 5 * 1024 ** 3;

export const putObject: S3Operation = async ({ objects, call, bucket, key }) => {
  refuseUnkept(call);
  const kept = headersToKeep(call);
  const body = boundedBody(call);
  const done = await objects.put({ bucket, key }, body.bytes, {
    ...writeConditions(call),
    headers: () => ({ ...kept, ...body.headers() }),
  });
  return { status: 200, headers: { etag: done.etag, ...body.headers() } };
};

/** Checked against what came with it, and no larger than S3 takes. */
export function boundedBody(call: AwsCall): CheckedBody {
  refuseLarge(call.stream?.sizeBytes ?? 0);
  const checked = checkBody(call);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    let count = 0;
    for await (const chunk of checked.bytes) {
      count += chunk.length;
      refuseLarge(count);
      yield chunk;
    }
  }
  return { bytes: bytes(), headers: checked.headers };
}

function refuseLarge(bytes: number): void {
  if (bytes > bodyBytesMax)
    throw new AwsError("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", {
      members: { ProposedSize: bytes, MaxSizeAllowed: bodyBytesMax },
    });
}

export const copyObject: S3Operation = async (request) => {
  const { objects, call, bucket, key } = request;
  refuseUnkept(call);
  const { source, head } = await openSource(request);
  const isReplaced = call.header("x-amz-metadata-directive")?.toUpperCase() === "REPLACE";
  if (!isReplaced && source.bucket === bucket && source.key === key)
    throw new AwsError(
      "InvalidRequest",
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  const { body } = await objects.get(source, { ifMatch: head.etag });
  const headers = isReplaced ? { ...checksumsOf(head.headers), ...headersToKeep(call) } : head.headers;
  const done = await objects.put({ bucket, key }, body, { ...writeConditions(call), headers: () => headers });
  return xmlAnswer("CopyObjectResult", [
    element("ETag", done.etag),
    element("LastModified", new Date(done.modifiedAt).toISOString()),
  ]);
};

/** What a copy is made of, once its conditions hold. */
export async function openSource({ objects, call }: S3Request) {
  const source = copySource(call.header("x-amz-copy-source") ?? "");
  const head = await objects.head(source);
  if (judgeRead(call, head, "x-amz-copy-source-") === "not-modified") throw failed("If-None-Match");
  return { source, head };
}

function checksumsOf(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith("x-amz-checksum-")));
}
