import { AwsError } from "../errors/aws-error.ts";
import { checkedCall } from "./checked-call.ts";
import { deleteCondition } from "./conditions.ts";
import type { S3Operation } from "./operation.ts";
import { toS3Error } from "./s3-error.ts";
import { element, malformedXml, nodesOf, readXml, textOf, xmlAnswer } from "./xml.ts";

/** Source: Amazon S3, DeleteObjects. */
const keysMax = 1_000;

export const deleteObject: S3Operation = async ({ objects, call, bucket, key }) => {
  await objects.delete({ bucket, key }, deleteCondition(call.header("if-match")));
  return { status: 204 };
};

/** Each for itself: what cannot be deleted is told, the rest is gone. */
export const deleteObjects: S3Operation = async ({ objects, call, bucket }) => {
  const document = await readXml(checkedCall(call), "Delete");
  const wanted = nodesOf(document, "Object").map((node) => ({
    key: textOf(node, "Key"),
    etag: textOf(node, "ETag"),
  }));
  if (wanted.length === 0 || wanted.length > keysMax) throw malformedXml();
  if (wanted.some(({ key }) => key === undefined)) throw malformedXml();
  await objects.buckets.head(bucket);
  const isQuiet = textOf(document, "Quiet") === "true";
  const results: string[] = [];
  for (const { key, etag } of wanted) {
    if (key === undefined) continue;
    const failure = await objects
      .delete({ bucket, key }, deleteCondition(etag))
      .then(() => undefined, toS3Error);
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
