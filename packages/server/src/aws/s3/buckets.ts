import { AwsError } from "../errors/aws-error.ts";
import type { AwsAnswer } from "../service.ts";
import type { S3Operation, S3Parts } from "./operation.ts";
import { element, xmlAnswer } from "./xml.ts";

/** Source: Amazon S3, "General purpose bucket quotas". */
const bucketsMax = 10_000;

export async function listBuckets({ objects, owner }: S3Parts): Promise<AwsAnswer> {
  const buckets = (await objects.buckets.list()).map(({ name, createdAt }) =>
    element("Bucket", [element("Name", name), element("CreationDate", new Date(createdAt).toISOString())]),
  );
  return xmlAnswer("ListAllMyBucketsResult", [
    element("Buckets", buckets),
    element("Owner", [element("ID", owner)]),
  ]);
}

/** What S3 keeps for itself, beside the letters that the store checks. Source: "General purpose bucket naming rules". */
const reservedName =
  /^(?:xn--|sthree-|amzn-s3-demo-)|(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$|^\d+\.\d+\.\d+\.\d+$/;

export const createBucket: S3Operation = async ({ objects, bucket, region }) => {
  if (reservedName.test(bucket))
    throw new AwsError("InvalidBucketName", "The specified bucket is not valid.", {
      members: { BucketName: bucket },
    });
  if ((await objects.buckets.list()).length >= bucketsMax)
    throw new AwsError("TooManyBuckets", "You have attempted to create more buckets than allowed");
  const isNew = await objects.buckets.create(bucket);
  // In that region S3 says yes to an owner who makes a bucket again, and nowhere else.
  if (!isNew && region !== "us-east-1")
    throw new AwsError(
      "BucketAlreadyOwnedByYou",
      "Your previous request to create the named bucket succeeded and you already own it.",
      { status: 409, members: { BucketName: bucket } },
    );
  return { status: 200, headers: { location: `/${bucket}` } };
};

export const headBucket: S3Operation = async ({ objects, bucket, region }) => {
  await objects.buckets.head(bucket);
  return { status: 200, headers: { "x-amz-bucket-region": region } };
};

export const deleteBucket: S3Operation = async ({ objects, bucket }) => {
  await objects.buckets.delete(bucket);
  return { status: 204 };
};

export const getBucketLocation: S3Operation = async ({ objects, bucket, region }) => {
  await objects.buckets.head(bucket);
  // The one region that is written as none.
  return xmlAnswer("LocationConstraint", region === "us-east-1" ? [] : [region]);
};

export const getBucketVersioning: S3Operation = async ({ objects, bucket }) => {
  await objects.buckets.head(bucket);
  return xmlAnswer("VersioningConfiguration", []);
};
