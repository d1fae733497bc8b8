// What a job does with AWS, as it would on AWS: nothing here knows of Landbridge.
import { writeFileSync } from "node:fs";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const stateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:pass";

export async function handler({ name }) {
  const { Body } = await new S3Client({}).send(new GetObjectCommand({ Bucket: "inbox", Key: "greeting" }));
  const { Parameter } = await new SSMClient({}).send(
    new GetParameterCommand({ Name: "/app/password", WithDecryption: true }),
  );
  await new SFNClient({}).send(new StartExecutionCommand({ stateMachineArn, name, input: "{}" }));
  const { Arn } = await new STSClient({}).send(new GetCallerIdentityCommand({}));
  return { object: await Body.transformToString(), parameter: Parameter.Value, arn: Arn };
}

if (process.env.LANDBRIDGE_RESULT_FILE !== undefined)
  writeFileSync(process.env.LANDBRIDGE_RESULT_FILE, JSON.stringify(await handler({ name: "by-job" })));
