import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  ListTagsForResourceCommand,
  SchedulerClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { epochMs, type ScheduleDefinition } from "@landbridge/model";
import { createScheduler, type Launch, type Scheduler, scheduleWrites } from "@landbridge/scheduler";
import type { Store } from "@landbridge/store";
import { type AwsTestServer, startAws } from "../../../test/aws-server.ts";
import { memoryStore } from "../../../test/memory-store.ts";
import { systemClock } from "../../system.ts";
import { resumeDeletions } from "./groups.ts";
import type { SchedulerParts, SchedulerQuotas } from "./scheduler-parts.ts";
import { schedulerService } from "./scheduler-service.ts";

const home = { partition: "aws", region: "us-east-1", account: "000000000000" } as const;
const prefix = "arn:aws:scheduler:us-east-1:000000000000";

interface Bench {
  readonly server: AwsTestServer;
  readonly client: SchedulerClient;
  readonly scheduler: Scheduler;
  readonly parts: SchedulerParts;
  readonly store: Store;
  readonly launched: readonly Launch[];
}

async function start(context: TestContext, quotas?: SchedulerQuotas): Promise<Bench> {
  const held = { ...(await memoryStore()), clock: systemClock };
  const launched: Launch[] = [];
  const scheduler = createScheduler({
    ...held,
    launch: async (launch) => {
      launched.push(launch);
      await held.store.commit([{ partition: held.partition, epoch: held.epoch(), ...launch.also }]);
      return { kind: "launched", launched: { kind: "run", id: "r" } };
    },
    log: () => {},
  });
  const parts = { ...held, scheduler, home, ...(quotas !== undefined && { quotas }) };
  const server = await startAws(context, [schedulerService(parts)]);
  const client = new SchedulerClient(server.clientOptions);
  context.after(() => client.destroy());
  return { server, client, scheduler, parts, store: held.store, launched };
}

const target = {
  Arn: "arn:aws:lambda:us-east-1:000000000000:function:tidy",
  RoleArn: "arn:aws:iam::000000000000:role/scheduler",
};

function request(name: string, more: Partial<CreateScheduleCommandInput> = {}): CreateScheduleCommandInput {
  return {
    Name: name,
    ScheduleExpression: "rate(1 hour)",
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: target,
    ...more,
  };
}

function refused(code: string, message: string | RegExp, status: number) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof Error && "$metadata" in error);
    assert.equal(error.name, code);
    if (typeof message === "string") assert.equal(error.message, message);
    else assert.match(error.message, message);
    assert.equal((error.$metadata as { httpStatusCode?: number }).httpStatusCode, status);
    return true;
  };
}

test("a schedule is made, told, changed and deleted", async (context) => {
  const { client } = await start(context);
  const made = await client.send(
    new CreateScheduleCommand(
      request("nightly", {
        Description: "books",
        ScheduleExpression: "cron(0 2 * * ? *)",
        ScheduleExpressionTimezone: "Europe/Berlin",
        StartDate: new Date(Date.now() + 60_000),
        FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 },
        ActionAfterCompletion: "DELETE",
        Target: {
          ...target,
          Input: '{"a":1}',
          RetryPolicy: { MaximumRetryAttempts: 3 },
          DeadLetterConfig: { Arn: "arn:aws:sqs:us-east-1:000000000000:late" },
          EcsParameters: { TaskDefinitionArn: "arn:aws:ecs:task", TaskCount: 2 },
        },
      }),
    ),
  );
  assert.equal(made.ScheduleArn, `${prefix}:schedule/default/nightly`);
  const got = await client.send(new GetScheduleCommand({ Name: "nightly" }));
  assert.equal(got.Arn, made.ScheduleArn);
  assert.equal(got.GroupName, "default");
  assert.equal(got.State, "ENABLED");
  assert.equal(got.Description, "books");
  assert.equal(got.ScheduleExpressionTimezone, "Europe/Berlin");
  assert.deepEqual(got.FlexibleTimeWindow, { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 });
  assert.equal(got.ActionAfterCompletion, "DELETE");
  assert.ok(got.CreationDate instanceof Date && got.StartDate instanceof Date);
  assert.deepEqual(got.Target, {
    ...target,
    Input: '{"a":1}',
    RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 3 },
    DeadLetterConfig: { Arn: "arn:aws:sqs:us-east-1:000000000000:late" },
    EcsParameters: { TaskDefinitionArn: "arn:aws:ecs:task", TaskCount: 2 },
  });

  await client.send(new UpdateScheduleCommand(request("nightly", { State: "DISABLED" })));
  const changed = await client.send(new GetScheduleCommand({ Name: "nightly" }));
  assert.equal(changed.State, "DISABLED");
  assert.equal(changed.Description, undefined, "what an update leaves out has its default again");
  assert.equal(changed.ActionAfterCompletion, "NONE");
  assert.equal(changed.CreationDate?.getTime(), got.CreationDate.getTime());

  await client.send(new DeleteScheduleCommand({ Name: "nightly" }));
  const gone = "Schedule nightly does not exist.";
  for (const command of [
    new GetScheduleCommand({ Name: "nightly" }),
    new DeleteScheduleCommand({ Name: "nightly" }),
    new UpdateScheduleCommand(request("nightly")),
  ]) {
    await assert.rejects(
      client.send(command as GetScheduleCommand),
      refused("ResourceNotFoundException", gone, 404),
    );
  }
});

test("a schedule that was made fires, without the others being read anew", async (context) => {
  const { client, scheduler, launched } = await start(context);
  await scheduler.tick();
  await client.send(new CreateScheduleCommand(request("at-once")));
  await scheduler.tick();
  assert.deepEqual(
    launched.map(({ schedule }) => schedule),
    ["at-once"],
  );
  await client.send(new DeleteScheduleCommand({ Name: "at-once" }));
  assert.deepEqual(await scheduler.listSchedules(), []);
});

test("what cannot be is refused in AWS's words", async (context) => {
  const { client } = await start(context);
  const cases: readonly [Partial<CreateScheduleCommandInput>, string | RegExp][] = [
    [{ ScheduleExpression: "rate(10 minutess)" }, "Invalid Schedule Expression rate(10 minutess)."],
    [{ ScheduleExpression: "rate(10 seconds)" }, "Invalid Schedule Expression rate(10 seconds)."],
    [{ ScheduleExpressionTimezone: "Mars/Base" }, "Invalid Schedule Expression Timezone Mars/Base."],
    [{ StartDate: new Date(0) }, "The StartDate you specify cannot be earlier than 5 minutes ago."],
    [{ EndDate: new Date(0) }, /EndDate/],
    [{ FlexibleTimeWindow: { Mode: "FLEXIBLE" } }, /MaximumWindowInMinutes/],
    [{ Target: { ...target, Arn: "nothing" } }, "Provided Arn is not in correct format."],
    [
      { Name: "a b" },
      "1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$",
    ],
    [
      { Target: { ...target, RoleArn: "role" }, State: "MAYBE" as "ENABLED" },
      /^2 validation errors detected: .*'state' .*enum value set: \[ENABLED, DISABLED\]; Value 'role' at 'target\.roleArn'/,
    ],
    [{ Target: { ...target, RetryPolicy: { MaximumRetryAttempts: 186 } } }, /less than or equal to 185/],
  ];
  for (const [more, message] of cases) {
    const command = new CreateScheduleCommand(request("x", more));
    await assert.rejects(client.send(command), refused("ValidationException", message, 400));
  }
  await client.send(
    new CreateScheduleCommand(request("past", { ScheduleExpression: "at(2022-12-31T23:59:59)" })),
  );
});

test("a creation is idempotent by its token, and a name is given once", async (context) => {
  const { client } = await start(context);
  const again = request("once", { ClientToken: "t-1" });
  const first = await client.send(new CreateScheduleCommand(again));
  const second = await client.send(new CreateScheduleCommand(again));
  assert.equal(second.ScheduleArn, first.ScheduleArn);
  for (const other of [
    request("once", { ClientToken: "t-2" }),
    request("once", { ClientToken: "t-1", State: "DISABLED" }),
  ]) {
    await assert.rejects(
      client.send(new CreateScheduleCommand(other)),
      refused("ConflictException", "Schedule once already exists.", 409),
    );
  }
});

test("groups hold schedules and tags, and go with all that is in them", async (context) => {
  const { client, scheduler } = await start(context);
  const none = "Schedule group team does not exist.";
  await assert.rejects(
    client.send(new CreateScheduleCommand(request("a", { GroupName: "team" }))),
    refused("ResourceNotFoundException", none, 404),
  );
  const Tags = [{ Key: "k", Value: "v" }];
  const { ScheduleGroupArn: ResourceArn } = await client.send(
    new CreateScheduleGroupCommand({ Name: "team", Tags }),
  );
  assert.equal(ResourceArn, `${prefix}:schedule-group/team`);
  await assert.rejects(
    client.send(new CreateScheduleGroupCommand({ Name: "team" })),
    refused("ConflictException", "Schedule group team already exists.", 409),
  );
  await client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: "k2", Value: "v2" }] }));
  await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["k"] }));
  const tags = await client.send(new ListTagsForResourceCommand({ ResourceArn }));
  assert.deepEqual(tags.Tags, [{ Key: "k2", Value: "v2" }]);

  await client.send(new CreateScheduleCommand(request("a", { GroupName: "team" })));
  await client.send(new CreateScheduleCommand(request("a")));
  const got = await client.send(new GetScheduleCommand({ Name: "a", GroupName: "team" }));
  assert.equal(got.Arn, `${prefix}:schedule/team/a`);
  const group = await client.send(new GetScheduleGroupCommand({ Name: "team" }));
  assert.equal(group.State, "ACTIVE");

  await client.send(new DeleteScheduleGroupCommand({ Name: "team" }));
  await assert.rejects(
    client.send(new GetScheduleGroupCommand({ Name: "team" })),
    refused("ResourceNotFoundException", none, 404),
  );
  assert.equal(
    (await scheduler.listSchedules()).length,
    1,
    "the one of the same name in another group stays",
  );
  const { ScheduleGroups } = await client.send(new ListScheduleGroupsCommand({}));
  assert.deepEqual(
    ScheduleGroups?.map(({ Name }) => Name),
    ["default"],
  );
  await assert.rejects(client.send(new DeleteScheduleGroupCommand({ Name: "default" })), {
    name: "ValidationException",
  });
});

test("a group whose deletion was cut off takes nothing more, and is deleted at the next start", async (context) => {
  const { client, parts, store } = await start(context);
  await client.send(new CreateScheduleGroupCommand({ Name: "team" }));
  await client.send(new CreateScheduleCommand(request("a", { GroupName: "team" })));
  const row = await store.get("scheduleGroups", "team");
  assert.ok(row !== undefined);
  const body = JSON.stringify({ ...JSON.parse(row.body), state: "DELETING" });
  const update = { kind: "update", table: "scheduleGroups", key: "team", body } as const;
  await store.commit([{ partition: parts.partition, epoch: parts.epoch(), guards: [], writes: [update] }]);
  await assert.rejects(
    client.send(new CreateScheduleCommand(request("b", { GroupName: "team" }))),
    refused("ConflictException", "Schedule group team is being deleted.", 409),
  );
  await resumeDeletions(parts);
  assert.equal(await store.get("scheduleGroups", "team"), undefined);
  assert.equal(await store.get("schedules", "team/a"), undefined);
});

test("lists come in pages that cannot be mixed", async (context) => {
  const { client } = await start(context);
  for (const name of ["a1", "a2", "a3", "b1"]) await client.send(new CreateScheduleCommand(request(name)));
  const first = await client.send(new ListSchedulesCommand({ NamePrefix: "a", MaxResults: 2 }));
  assert.deepEqual(
    first.Schedules?.map(({ Name }) => Name),
    ["a1", "a2"],
  );
  const NextToken = first.NextToken;
  const second = await client.send(new ListSchedulesCommand({ NamePrefix: "a", MaxResults: 2, NextToken }));
  assert.deepEqual([second.Schedules?.map(({ Name }) => Name), second.NextToken], [["a3"], undefined]);
  for (const other of [{ NextToken }, { NamePrefix: "b", NextToken }, { NextToken: "nonsense" }]) {
    await assert.rejects(client.send(new ListSchedulesCommand(other)), { name: "ValidationException" });
  }
  const disabled = await client.send(new ListSchedulesCommand({ State: "DISABLED", GroupName: "default" }));
  assert.deepEqual(disabled.Schedules, []);
});

test("a project's schedules are told by their names on AWS, and changed in their folder alone", async (context) => {
  const { client, parts, store, scheduler } = await start(context);
  const own: ScheduleDefinition = {
    name: "load-often",
    expression: "rate(1 hour)",
    timezone: "UTC",
    target: { kind: "job", job: "load" },
    input: { part: 7 },
    state: "ENABLED",
  };
  const part = scheduleWrites([own], [], epochMs(Date.now()));
  await store.commit([{ partition: parts.partition, epoch: parts.epoch(), ...part }]);
  await scheduler.reload();
  const { Target } = await client.send(new GetScheduleCommand({ Name: "load-often" }));
  assert.equal(Target?.Arn, "arn:aws:lambda:us-east-1:000000000000:function:landbridge-run-job");
  assert.deepEqual(JSON.parse(Target?.Input ?? ""), { job: "load", input: { part: 7 } });
  const belongs = refused("ConflictException", /belongs to a project folder/, 409);
  await assert.rejects(client.send(new UpdateScheduleCommand(request("load-often"))), belongs);
  await assert.rejects(client.send(new DeleteScheduleCommand({ Name: "load-often" })), belongs);
});

test("a key that may only look changes nothing", async (context) => {
  const { server } = await start(context);
  const credentials = await server.pairOf({ scopes: ["read"] });
  const client = new SchedulerClient({ ...server.clientOptions, credentials });
  context.after(() => client.destroy());
  await client.send(new ListSchedulesCommand({}));
  const denied = { name: "AccessDeniedException" };
  await assert.rejects(client.send(new CreateScheduleCommand(request("x"))), denied);
  await assert.rejects(client.send(new DeleteScheduleCommand({ Name: "x" })), denied);
  await assert.rejects(client.send(new DeleteScheduleGroupCommand({ Name: "x" })), denied);
});

test("hostile requests are refused, and nothing breaks", async (context) => {
  const { server } = await start(context);
  const service = "scheduler";
  const path = "/schedules/x";
  const requests = [
    { service, path, body: "[]" },
    { service, path, body: "{nope" },
    { service, path, body: '{"Target":[],"FlexibleTimeWindow":"OFF","ScheduleExpression":7}' },
    { service, path, body: '{"__proto__":{"Name":"y"},"constructor":1}' },
    { service, path, body: JSON.stringify({ Target: { Arn: "a".repeat(5_000) } }) },
    { service, path: "/schedules/%2e%2e%2fx", body: "{}" },
    { service, path: "/schedules", method: "PATCH" },
    { service, path: "/tags/nothing", method: "GET" },
    { service, path: "/schedules?MaxResults=many", method: "GET" },
    { service, path: "/schedules/x/y/z", method: "GET" },
  ];
  for (const one of requests) {
    const { status } = await server.send(one);
    assert.ok(status >= 400 && status < 500, `${JSON.stringify(one).slice(0, 80)}: ${status}`);
  }
});

test("what is past a quota is refused, and what was made before is still told when it is asked for again", async (context) => {
  const { client } = await start(context, { schedulesMax: 1, groupsMax: 1 });
  const full = { name: "ServiceQuotaExceededException", $fault: "client" };
  const first = new CreateScheduleCommand(request("one", { ClientToken: "t" }));
  await client.send(first);
  await client.send(first);
  await assert.rejects(client.send(new CreateScheduleCommand(request("two"))), full);
  const group = new CreateScheduleGroupCommand({ Name: "g", ClientToken: "t" });
  await client.send(group);
  await client.send(group);
  await assert.rejects(client.send(new CreateScheduleGroupCommand({ Name: "h" })), full);
});
