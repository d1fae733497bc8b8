import {
  epochMs,
  isJsonObject,
  type Json,
  type JsonObject,
  parseJson,
  type RandomStream,
  uuidV4,
} from "@landbridge/model";
import { isoInstant } from "../step/instant.ts";
import { refuse } from "./rejection.ts";
import type { TestStateFacts, TestStateRequest } from "./request.ts";
import { awaitsMore, innermostMap, type Subject, TESTED_NAME } from "./subject.ts";

/**
 * The context object of a test: the one that was given, and nothing else, or one as an execution has it.
 * @throws LandbridgeError ValidationException
 */
export function contextOf(
  request: TestStateRequest,
  subject: Subject,
  input: Json,
  facts: TestStateFacts,
  random: RandomStream,
): JsonObject {
  if (request.context !== undefined) return givenContext(request.context, subject);
  const { partition, region, account } = facts.home;
  const [machine, execution] = [uuidV4(random), uuidV4(random)];
  const states = `arn:${partition}:states:${region}:${account}`;
  const now = isoInstant(epochMs(facts.now));
  const { type } = subject.state;
  const isRetried = type === "Task" || type === "Map" || type === "Parallel";
  return {
    Execution: {
      // Source: recorded from AWS: a test runs as an Express execution.
      Id: `${states}:express:${machine}:${execution}`,
      Input: input,
      Name: execution,
      RoleArn: request.roleArn ?? null,
      StartTime: now,
    },
    StateMachine: { Id: `${states}:stateMachine:${machine}`, Name: machine },
    State: { Name: TESTED_NAME, EnteredTime: now, ...(isRetried && { RetryCount: 0 }) },
    ...(isCallback(subject) && { Task: { Token: uuidV4(random) } }),
    // Source: AWS Step Functions Developer Guide, "Automatic Context population".
    ...(innermostMap(subject) !== undefined && { Map: { Item: { Index: 0, Value: input } } }),
  };
}

function isCallback({ state }: Subject): boolean {
  return (
    state.type === "Task" &&
    state.resource.kind === "integration" &&
    state.resource.pattern === "waitForTaskToken"
  );
}

type MemberType = "string" | "integer" | "any";

const members: Readonly<Record<string, Readonly<Record<string, MemberType>>>> = {
  Execution: {
    Id: "string",
    Input: "any",
    Name: "string",
    RoleArn: "string",
    StartTime: "string",
    RedriveCount: "integer",
    RedriveTime: "string",
  },
  State: { EnteredTime: "string", Name: "string", RetryCount: "integer" },
  StateMachine: { Id: "string", Name: "string" },
  Task: { Token: "string" },
};

function givenContext(text: string, { state }: Subject): JsonObject {
  const context = parseJson(text);
  if (!isJsonObject(context)) return wrong("it must be a JSON object");
  for (const [name, part] of Object.entries(context)) {
    if (name === "Map") wrong("'Map' field is not supported when mocking a Context object");
    checkPart(name, part);
  }
  if (Object.hasOwn(context, "Task") && !awaitsMore(state)) {
    wrong(
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    );
  }
  return context;
}

function checkPart(name: string, part: Json): void {
  const known = Object.hasOwn(members, name) ? members[name] : undefined;
  if (known === undefined) return wrong(`Field '${name}' is not allowed`);
  if (!isJsonObject(part)) return wrong(`${name} must be an object`);
  for (const [member, value] of Object.entries(part)) {
    const type = Object.hasOwn(known, member) ? known[member] : undefined;
    if (type === undefined) wrong(`Field '${member}' is not allowed`);
    if (type === "string" && typeof value !== "string") wrong(`${name}.${member} must be a string`);
    if (type === "integer" && !Number.isInteger(value)) wrong(`${name}.${member} must be an integer`);
  }
}

function wrong(what: string): never {
  return refuse("ValidationException", `Invalid Context object provided: ${what}`);
}
