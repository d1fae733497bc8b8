# What a job does with AWS, as it would on AWS: nothing here knows of Landbridge but the last line.
import json
import os

import boto3

s3 = boto3.client("s3")
s3.put_object(Bucket="inbox", Key="by python", Body=b"x" * 100_000)
found = [one["Key"] for one in s3.list_objects_v2(Bucket="inbox")["Contents"]]
value = boto3.client("ssm").get_parameter(Name="/app/password", WithDecryption=True)["Parameter"]["Value"]
boto3.client("stepfunctions").start_execution(
    stateMachineArn="arn:aws:states:us-east-1:000000000000:stateMachine:pass", name="by-python", input="{}"
)
result = {"object": s3.get_object(Bucket="inbox", Key="greeting")["Body"].read().decode(), "parameter": value}
json.dump({**result, "keys": found}, open(os.environ["LANDBRIDGE_RESULT_FILE"], "w"))
