"""What a user of boto3 does with EventBridge Scheduler, against the server at argv[1]. Prints what it saw as JSON."""

import json
import sys

import boto3
from botocore.config import Config

ROLE = "arn:aws:iam::000000000000:role/test"


def main(endpoint, machine):
    config = Config(retries={"max_attempts": 1})
    scheduler = boto3.client("scheduler", endpoint_url=endpoint, region_name="us-east-1", config=config)

    def create(name, expression):
        return scheduler.create_schedule(
            Name=name,
            GroupName="team",
            ScheduleExpression=expression,
            FlexibleTimeWindow={"Mode": "OFF"},
            Target={"Arn": machine, "RoleArn": ROLE, "Input": "{}"},
        )

    def refusal(call):
        try:
            call()
        except (scheduler.exceptions.ConflictException, scheduler.exceptions.ValidationException) as error:
            return error.response["Message"]

    group = scheduler.create_schedule_group(Name="team", Tags=[{"Key": "owner", "Value": "ledger"}])["ScheduleGroupArn"]
    arn = create("at-once", "rate(1 hour)")["ScheduleArn"]
    create("later", "cron(0 3 1 1 ? 2099)")
    got = scheduler.get_schedule(Name="at-once", GroupName="team")
    pages = scheduler.get_paginator("list_schedules").paginate(GroupName="team", PaginationConfig={"PageSize": 1})
    print(
        json.dumps(
            {
                "arn": arn,
                "state": got["State"],
                "isDated": got["CreationDate"] <= got["LastModificationDate"],
                "listed": [one["Name"] for page in pages for one in page["Schedules"]],
                "tags": scheduler.list_tags_for_resource(ResourceArn=group)["Tags"],
                "conflict": refusal(lambda: create("later", "rate(1 hour)")),
                "invalid": refusal(lambda: create("other", "every day")),
            }
        )
    )


main(sys.argv[1], sys.argv[2])
