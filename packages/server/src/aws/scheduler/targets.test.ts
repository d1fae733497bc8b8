import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  ListTagsForResourceCommand,
  SchedulerClient,
  type Target,
} from "@aws-sdk/client-scheduler";
import { type StepFunctionsTestServer, startStepFunctions } from "../../../test/step-functions-server.ts";

const prefix = "us-east-1:000000000000";
const RoleArn = "arn:aws:iam::000000000000:role/scheduler";
const functionArn = `arn:aws:lambda:${prefix}:function:f`;

interface Bench extends StepFunctionsTestServer {
  readonly scheduling: SchedulerClient;
  readonly create: (Name: string, target: Partial<Target>) => Promise<unknown>;
  readonly post: (path: string, body: string | Uint8Array) => Promise<Response>;
}

async function start(context: TestContext): Promise<Bench> {
  const server = await startStepFunctions(context);
  const scheduling = new SchedulerClient(server.clientOptions);
  context.after(() => scheduling.destroy());
  return {
    ...server,
    scheduling,
    create: (Name, target) =>
      scheduling.send(
        new CreateScheduleCommand({
          Name,
          ScheduleExpression: "rate(1 day)",
          State: "DISABLED",
          FlexibleTimeWindow: { Mode: "OFF" },
          Target: { Arn: functionArn, RoleArn, ...target },
        }),
      ),
    post: (path, body) =>
      server.send({ service: "scheduler", path, headers: { "content-type": "application/json" }, body }),
  };
}

test("parameters for AWS's own services are kept as they were sent, and nothing that its model does not have", async (context) => {
  const { create, scheduling } = await start(context);
  const EcsParameters = {
    TaskDefinitionArn: `arn:aws:ecs:${prefix}:task-definition/t:1`,
    TaskCount: 2,
    LaunchType: "FARGATE",
    NetworkConfiguration: { awsvpcConfiguration: { Subnets: ["subnet-1"], AssignPublicIp: "DISABLED" } },
    CapacityProviderStrategy: [{ capacityProvider: "spot", weight: 1, base: 0 }],
    PlacementConstraints: [{ type: "distinctInstance" }],
    EnableECSManagedTags: true,
    Tags: [{ team: "books" }],
  } as const;
  const Arn = `arn:aws:ecs:${prefix}:cluster/c`;
  await create("ecs", { Arn, EcsParameters: { ...EcsParameters, Tags: [{ team: "books" }] } as never });
  const got = await scheduling.send(new GetScheduleCommand({ Name: "ecs" }));
  assert.deepEqual(got.Target?.EcsParameters, EcsParameters);
  await assert.rejects(create("e2", { Arn, EcsParameters: { TaskDefinitionArn: "", TaskCount: 11 } }), {
    name: "ValidationException",
    message:
      "2 validation errors detected: Value '11' at 'target.ecsParameters.taskCount' failed to satisfy constraint: Member must have value less than or equal to 10; Value '' at 'target.ecsParameters.taskDefinitionArn' failed to satisfy constraint: Member must have length greater than or equal to 1",
  });
});

test("targets that the Scheduler has not are refused when the schedule is made", async (context) => {
  const { create } = await start(context);
  const invalid = { name: "ValidationException" };
  for (const Arn of [
    "x",
    "arn:aws:s3:::bucket",
    "arn:aws:scheduler:::aws-sdk:sqs",
    "arn:aws:scheduler:::aws-sdk:sqs:getQueueUrl",
    "arn:aws:scheduler:::aws-sdk:mq:listBrokers",
  ])
    await assert.rejects(create("s", { Arn }), invalid, Arn);
  for (const Input of ["no json", "", `"${"x".repeat(262_143)}"`, "[".repeat(200) + "]".repeat(200)])
    await assert.rejects(create("s", { Input }), invalid, Input.slice(0, 20));
  await create("attributes", {
    Input: '{"at":"<aws.scheduler.scheduled-time>","n":<aws.scheduler.attempt-number>}',
  });
  await create("text", { Arn: `arn:aws:sqs:${prefix}:q`, Input: "any text" });
  await create("universal", { Arn: "arn:aws:scheduler:::aws-sdk:sqs:sendMessage", Input: "{}" });
});

test("a body that is nested without end is kept by nobody, and the scheduler goes on", async (context) => {
  const { post, scheduling, ground } = await start(context);
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const body = (parameters: string): string =>
    `{"ScheduleExpression":"rate(1 minute)","ClientToken":"t","FlexibleTimeWindow":{"Mode":"OFF"},"More":${deep},"Target":{"Arn":"${functionArn}","RoleArn":"${RoleArn}"${parameters}}}`;
  const ecs = `,"EcsParameters":{"TaskDefinitionArn":"t","More":${deep}}`;
  assert.equal((await post("/schedules/deep", body(ecs))).status, 200);
  const tagged = `,"EcsParameters":{"TaskDefinitionArn":"t","Tags":[{"a":${deep}}]}`;
  assert.equal((await post("/schedules/deeper", body(tagged))).status, 400);
  const got = await scheduling.send(new GetScheduleCommand({ Name: "deep" }));
  assert.deepEqual(got.Target?.EcsParameters, { TaskDefinitionArn: "t" });
  await ground.scheduler.tick();
});

test("bodies that cannot be read are SerializationException, and every error says its message both ways", async (context) => {
  const { post } = await start(context);
  for (const body of [
    "{",
    "[]",
    '{"StartDate":"soon"}',
    Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
  ]) {
    const response = await post("/schedules/s", body);
    assert.equal(response.status, 400);
    assert.equal(response.headers.get("x-amzn-errortype"), "SerializationException");
  }
  const told = (await (await post("/schedules/s", "{}")).json()) as Record<string, string>;
  assert.match(told["Message"] ?? "", /^3 validation errors detected: /);
  assert.equal(told["message"], told["Message"]);
});

test("a group that is not there, or elsewhere, is not found", async (context) => {
  const { scheduling } = await start(context);
  await scheduling.send(new CreateScheduleGroupCommand({ Name: "g" }));
  const notFound = { name: "ResourceNotFoundException", message: "Schedule group nope does not exist." };
  await assert.rejects(scheduling.send(new ListSchedulesCommand({ GroupName: "nope" })), notFound);
  assert.deepEqual((await scheduling.send(new ListSchedulesCommand({ GroupName: "g" }))).Schedules, []);
  for (const elsewhere of ["eu-west-1:000000000000", "us-east-1:111111111111"]) {
    const ResourceArn = `arn:aws:scheduler:${elsewhere}:schedule-group/g`;
    await assert.rejects(scheduling.send(new ListTagsForResourceCommand({ ResourceArn })), {
      name: "ResourceNotFoundException",
    });
  }
});

test("a time zone has its own letters", async (context) => {
  const { scheduling } = await start(context);
  const ScheduleExpressionTimezone = "europe/berlin";
  await assert.rejects(
    scheduling.send(
      new CreateScheduleCommand({
        Name: "z",
        ScheduleExpression: "rate(1 day)",
        ScheduleExpressionTimezone,
        FlexibleTimeWindow: { Mode: "OFF" },
        Target: { Arn: functionArn, RoleArn },
      }),
    ),
    { name: "ValidationException", message: "Invalid Schedule Expression Timezone europe/berlin." },
  );
});
