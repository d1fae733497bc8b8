import { AwsError } from "../errors/aws-error.ts";
import { checkedCall } from "./checked-call.ts";
import type { S3Operation } from "./operation.ts";
import { toS3Error } from "./s3-error.ts";
import { element, malformedXml, nodesOf, readXml, textOf, xmlAnswer } from "./xml.ts";

/** Source: Amazon S3, DeleteObjects. */
const keysMax = 1_000;

export const deleteObject: S3Operation = async ({ objects, bucket, key }) => {
  await objects.delete({ bucket, key });
  return { status: 204 };
};

/** Each for itself: what cannot be deleted is told, the rest is gone. */
export const deleteObjects: S3Operation = async ({ objects, call, bucket }) => {
  const document = await readXml(checkedCall(call), "Delete");
  const keys = nodesOf(document, "Object").map((node) => textOf(node, "Key"));
  if (keys.length === 0 || keys.length > keysMax || keys.includes(undefined)) throw malformedXml();
  await objects.buckets.head(bucket);
  const isQuiet = textOf(document, "Quiet") === "true";
  const results: string[] = [];
  for (const key of keys) {
    if (key === undefined) continue;
    const failure = await objects.delete({ bucket, key }).then(() => undefined, toS3Error);
    if (failure === undefined) {
      if (!isQuiet) results.push(element("Deleted", [element("Key", key)]));
    } else if (failure instanceof AwsError) {
      const { code, message } = failure;
      results.push(
        element("Error", [element("Key", key), element("Code", code), element("Message", message)]),
      );
    } else throw failure;
  }
  return xmlAnswer("DeleteResult", results);
};
