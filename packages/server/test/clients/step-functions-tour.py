"""What a user of boto3 does with Step Functions, against the server at argv[1]. Prints what it saw as JSON."""

import json
import sys
import time

import boto3
from botocore.config import Config

ROLE = "arn:aws:iam::000000000000:role/test"


def definition(states):
    return json.dumps({"StartAt": next(iter(states)), "States": states})


def main(endpoint):
    # The prefix "sync-" would need a name server that knows it.
    config = Config(inject_host_prefix=False, retries={"max_attempts": 1})
    sfn = boto3.client("stepfunctions", endpoint_url=endpoint, region_name="us-east-1", config=config)
    machine = sfn.create_state_machine(
        name="boto", roleArn=ROLE, definition=definition({"Done": {"Type": "Pass", "End": True}})
    )["stateMachineArn"]
    execution = sfn.start_execution(stateMachineArn=machine, name="one", input='{"a": 1}')["executionArn"]
    while (described := sfn.describe_execution(executionArn=execution))["status"] == "RUNNING":
        time.sleep(0.02)
    pages = sfn.get_paginator("get_execution_history").paginate(executionArn=execution, PaginationConfig={"PageSize": 2})
    types = [event["type"] for page in pages for event in page["events"]]
    failing = sfn.create_state_machine(
        name="boto-fails", roleArn=ROLE, definition=definition({"No": {"Type": "Fail", "Error": "No"}})
    )["stateMachineArn"]
    failed = sfn.start_execution(stateMachineArn=failing)["executionArn"]
    while sfn.describe_execution(executionArn=failed)["status"] == "RUNNING":
        time.sleep(0.02)
    redriven = sfn.redrive_execution(executionArn=failed)["redriveDate"] if hasattr(sfn, "redrive_execution") else None
    express = sfn.create_state_machine(
        name="boto-express",
        roleArn=ROLE,
        type="EXPRESS",
        definition=definition({"Done": {"Type": "Pass", "Result": 7, "End": True}}),
    )["stateMachineArn"]
    sync = sfn.start_sync_execution(stateMachineArn=express, input="{}")
    try:
        sfn.describe_state_machine(stateMachineArn=machine + "-none")
        refused = None
    except sfn.exceptions.StateMachineDoesNotExist as error:
        refused = str(error)
    print(
        json.dumps(
            {
                "status": described["status"],
                "output": described["output"],
                "isDated": described["stopDate"] >= described["startDate"],
                "types": types,
                "isRedriven": redriven is not None,
                "canRedrive": hasattr(sfn, "redrive_execution"),
                "sync": sync["output"],
                "refused": refused,
                "listed": [one["name"] for one in sfn.list_executions(stateMachineArn=machine)["executions"]],
            }
        )
    )


main(sys.argv[1])
