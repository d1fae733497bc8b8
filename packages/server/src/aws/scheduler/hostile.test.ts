import assert from "node:assert/strict";
import { test } from "node:test";
import { type SchedulerOperation, type Shape, schedulerInputs } from "@landbridge/api";
import { isJsonObject, type Json, type JsonObject } from "@landbridge/model";
import fc from "fast-check";
import { startStepFunctions } from "../../../test/step-functions-server.ts";
import { capitalized } from "./wire-names.ts";

// Whatever a caller with a key sends: an answer of the service's form, never a 5xx, and a scheduler that goes on.

const paths: Readonly<Record<SchedulerOperation, readonly [method: string, path: string]>> = {
  CreateSchedule: ["POST", "/schedules/"],
  UpdateSchedule: ["PUT", "/schedules/"],
  GetSchedule: ["GET", "/schedules/"],
  DeleteSchedule: ["DELETE", "/schedules/"],
  ListSchedules: ["GET", "/schedules"],
  CreateScheduleGroup: ["POST", "/schedule-groups/"],
  GetScheduleGroup: ["GET", "/schedule-groups/"],
  DeleteScheduleGroup: ["DELETE", "/schedule-groups/"],
  ListScheduleGroups: ["GET", "/schedule-groups"],
  TagResource: ["POST", "/tags/"],
  UntagResource: ["DELETE", "/tags/"],
  ListTagsForResource: ["GET", "/tags/"],
};

const anything = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
const texts = fc.constantFrom(
  "rate(1 minute)",
  "cron(* * * * ? *)",
  "at(2030-01-01T00:00:00)",
  "UTC",
  "ENABLED",
  "OFF",
  "FLEXIBLE",
  "DELETE",
  "default",
  "{}",
  "arn:aws:iam::000000000000:role/r",
  "arn:aws:lambda:us-east-1:000000000000:function:f",
  "arn:aws:scheduler:::aws-sdk:sqs:sendMessage",
  "<aws.scheduler.attempt-number>",
  "\ud800",
  "a\u0000b",
);

/** Mostly of the shape, so that much gets past the first check. */
function valueOf(shape: Shape): fc.Arbitrary<Json> {
  return fc.oneof({ weight: 7, arbitrary: shaped(shape) }, { weight: 1, arbitrary: anything });
}

function shaped(shape: Shape): fc.Arbitrary<Json> {
  switch (shape.kind) {
    case "text":
      return fc.oneof(texts, fc.string({ maxLength: 12 }), fc.constantFrom(...(shape.values ?? ["x"])));
    case "integer":
    case "long":
      return fc.oneof(fc.integer({ min: -1, max: 1_500 }), fc.constantFrom(2 ** 31, 2 ** 60, -0));
    case "float":
      return fc.oneof(fc.double(), fc.integer({ min: 1.7e9, max: 2e9 })).map((one) => one as Json);
    case "flag":
      return fc.boolean();
    case "list":
      return fc.array(valueOf(shape.member), { maxLength: 3 });
    case "map":
      return fc.dictionary(fc.string({ maxLength: 5 }), valueOf(shape.value), { maxKeys: 2 });
    case "structure": {
      const members = Object.entries(shape.members).map(([name, member]) => [
        shape.isSmallOnWire === true ? name : capitalized(name),
        valueOf(member),
      ]);
      return fc.record(Object.fromEntries(members), { requiredKeys: [] }) as fc.Arbitrary<Json>;
    }
  }
}

const tails = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("a", "b", "default", ...Array.from("cdefghijklm")) },
  fc.constantFrom("", "..", "%00", "%ff", "a%2Fb", "x".repeat(300)),
  fc.constant(encodeURIComponent("arn:aws:scheduler:us-east-1:000000000000:schedule-group/default")),
);
const queries = fc.dictionary(
  fc.constantFrom("groupName", "clientToken", "NextToken", "MaxResults", "NamePrefix", "TagKeys", "State"),
  fc.oneof(texts, fc.constantFrom("0", "1", "101", "-1", "1e3", "WyJhIl0")),
  { maxKeys: 3 },
);

/** A schedule that is taken, of which a few members are something else. */
const sound = {
  ScheduleExpression: "rate(1 minute)",
  FlexibleTimeWindow: { Mode: "OFF" },
  Target: {
    Arn: "arn:aws:lambda:us-east-1:000000000000:function:f",
    RoleArn: "arn:aws:iam::000000000000:role/r",
  },
};

function only(given: Json, names: readonly string[]): JsonObject {
  if (!isJsonObject(given)) return {};
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)));
}

test("no request of a caller with a key is answered with 500, or stops the scheduler", async (context) => {
  const server = await startStepFunctions(context);
  for (const [name, [method, path]] of Object.entries(paths)) {
    const members = Object.keys(schedulerInputs[name as SchedulerOperation].members).map(capitalized);
    const given = fc
      .tuple(
        shaped(schedulerInputs[name as SchedulerOperation]),
        fc.subarray(members, { maxLength: Math.min(3, members.length) }),
      )
      .map(([random, kept]) => JSON.stringify({ ...sound, ...only(random, kept) }));
    const body = fc.oneof(
      { weight: 8, arbitrary: given },
      fc.constantFrom("", "null", "[]", "{", "[".repeat(100_000), '{"a":1e999}'),
    );
    await fc.assert(
      fc.asyncProperty(tails, queries, body, async (tail, query, text) => {
        const search = new URLSearchParams(query).toString();
        const whole = `${path}${path.endsWith("/") ? tail : ""}${search === "" ? "" : `?${search}`}`;
        const response = await server.send({
          service: "scheduler",
          method,
          path: whole,
          headers: { "content-type": "application/json" },
          ...(method !== "GET" && { body: text.toWellFormed() }),
        });
        const answer = await response.text();
        assert.ok(
          response.status < 500,
          `${method} ${whole} ${text.slice(0, 500)}: ${response.status} ${answer}`,
        );
        assert.ok(response.ok || typeof JSON.parse(answer).Message === "string", answer);
      }),
      { numRuns: name === "CreateSchedule" || name === "UpdateSchedule" ? 150 : 25 },
    );
  }
  await server.ground.scheduler.tick();
  assert.deepEqual(
    [...server.lines, ...server.groundLines].filter((line) => line.includes("a request failed")),
    [],
  );
});
