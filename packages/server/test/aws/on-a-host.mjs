// A job with AWS's SDKs on a host of its own, as it would run on AWS: it writes, streams, reads and says who it is.
import { writeFileSync } from "node:fs";
import { Readable } from "node:stream";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const s3 = new S3Client({});
const ssm = new SSMClient({});
const job = process.env.LANDBRIDGE_JOB;
const at = { Bucket: job, Key: "large" };
const bytes = Buffer.alloc(3_000_000, "x");
await s3.send(new CreateBucketCommand({ Bucket: at.Bucket }));
await s3.send(new PutObjectCommand({ ...at, Body: Readable.from([bytes]), ContentLength: bytes.length }));
const { Body } = await s3.send(new GetObjectCommand(at));
const read = await Body.transformToByteArray();
await ssm.send(new PutParameterCommand({ Name: `/${job}/x`, Value: "1", Type: "SecureString" }));
const { Parameter } = await ssm.send(new GetParameterCommand({ Name: `/${job}/x`, WithDecryption: true }));
const { Arn } = await new STSClient({}).send(new GetCallerIdentityCommand({}));
const result = {
  isSame: bytes.equals(read),
  parameter: Parameter.Value,
  arn: Arn,
  endpoint: process.env.AWS_ENDPOINT_URL_S3,
};
writeFileSync(process.env.LANDBRIDGE_RESULT_FILE, JSON.stringify(result));
