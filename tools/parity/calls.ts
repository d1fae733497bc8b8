import { describeIssues, diagnose, parseMachine } from "@landbridge/asl";
import {
  type ExecutionDescription,
  type MachineRecord,
  machineNameOf,
  type StartedExecution,
} from "@landbridge/engine";
import {
  type ExecutionStatus,
  isTerminal,
  type Json,
  LandbridgeError,
  parseJson,
  toAwsHistoryEvent,
} from "@landbridge/model";
import { AwsFault } from "./aws-fault.ts";
import { type Call, recordedHome } from "./harness.ts";
import { callTestState } from "./test-state.ts";
import type { World } from "./world.ts";

// The calls of AWS Step Functions' API that the vectors make, on the engine in this process. What AWS checks
// about a call itself (logging, versions, lists) is the AWS dialect's business and is judged over the wire.

type Parameters = Readonly<Record<string, unknown>>;
type Answer = Promise<Readonly<Record<string, unknown>>>;

export function callsOf(world: World): Call {
  const operations: Readonly<Record<string, (params: Parameters) => Answer>> = {
    CreateStateMachine: (params) => createStateMachine(world, params),
    UpdateStateMachine: (params) => updateStateMachine(world, params),
    ValidateStateMachineDefinition: (params) => Promise.resolve(validate(params)),
    StartExecution: (params) => startExecution(world, params),
    StartSyncExecution: (params) => startSyncExecution(world, params),
    DescribeExecution: (params) => describeExecution(world, params),
    GetExecutionHistory: (params) => getHistory(world, params),
    ListExecutions: (params) => listExecutions(world, params),
    StopExecution: (params) => stopExecution(world, params),
    TestState: (params) => callTestState(world, params),
    CreateActivity: (params) => Promise.resolve(createActivity(world, params)),
  };
  return async (service, op, params) => {
    const operation = operations[op];
    if (service !== "stepfunctions" || operation === undefined) {
      throw new Error(`${service}.${op} is not offered in process`);
    }
    try {
      return await operation(params);
    } catch (error) {
      if (error instanceof LandbridgeError) throw new AwsFault(error.code, error.message);
      throw error;
    }
  };
}

function text(params: Parameters, name: string): string {
  const value = params[name];
  if (typeof value !== "string") throw new AwsFault("ValidationException", `${name} must be text`);
  return value;
}

function typeOf(params: Parameters): "STANDARD" | "EXPRESS" {
  return params["type"] === "EXPRESS" ? "EXPRESS" : "STANDARD";
}

async function createStateMachine(world: World, params: Parameters): Answer {
  const [name, definition, roleArn] = [
    text(params, "name"),
    text(params, "definition"),
    text(params, "roleArn"),
  ];
  const type = typeOf(params);
  const { machine, issues } = parseMachine(definition, { type });
  if (machine === undefined) throw new AwsFault("InvalidDefinition", describeIssues(issues, definition));
  await world.commit(await world.engine.machineWrites([{ name, type, roleArn, definition }], []));
  const made = await world.engine.machine(name);
  return { stateMachineArn: made.arn, creationDate: new Date(made.createdAt) };
}

async function updateStateMachine(world: World, params: Parameters): Answer {
  await machineOf(world, params);
  return { updateDate: new Date(world.clock.now()) };
}

function validate(params: Parameters): Readonly<Record<string, unknown>> {
  return { ...diagnose(text(params, "definition"), { type: typeOf(params) }) };
}

function machineOf(world: World, params: Parameters): Promise<MachineRecord> {
  return world.engine.machine(machineNameOf(text(params, "stateMachineArn")));
}

function inputOf(params: Parameters): Json {
  const input = params["input"] ?? "{}";
  const value = typeof input === "string" ? parseJson(input) : undefined;
  if (value === undefined)
    throw new AwsFault("InvalidExecutionInput", "Invalid State Machine Execution Input");
  return value;
}

async function start(world: World, params: Parameters): Promise<StartedExecution> {
  const machine = await machineOf(world, params);
  const name = params["name"];
  return world.engine.start({
    machine: machine.name,
    input: inputOf(params),
    ...(typeof name === "string" && { name }),
  });
}

async function startExecution(world: World, params: Parameters): Answer {
  const { arn, startedAt } = await start(world, params);
  return { executionArn: arn, startDate: new Date(startedAt) };
}

async function startSyncExecution(world: World, params: Parameters): Answer {
  const { id } = await start(world, params);
  const done = await closed(world, id);
  const {
    redriveCount: _count,
    redriveStatus: _status,
    redriveStatusReason: _reason,
    ...answer
  } = describe(done);
  return {
    ...answer,
    billingDetails: {
      billedDurationInMilliseconds:
        Math.max(1, Math.ceil(((done.stoppedAt ?? 0) - done.startedAt) / 100)) * 100,
      billedMemoryUsedInMB: 64,
    },
  };
}

export async function closed(world: World, execution: string): Promise<ExecutionDescription> {
  for (;;) {
    const described = await world.engine.describe(execution);
    if (isTerminal(described.status)) return described;
    await world.moment();
  }
}

async function describeExecution(world: World, params: Parameters): Answer {
  const arn = text(params, "executionArn");
  refuseExpress(arn);
  return describe(await world.engine.describe(arn));
}

function refuseExpress(arn: string): void {
  if (arn.includes(":express:"))
    throw new AwsFault("InvalidArn", `Invalid Arn: 'Resource type not valid in this context: express'`);
}

/** Source: Step Functions API Reference, DescribeExecution. */
function describe(execution: ExecutionDescription): Readonly<Record<string, unknown>> {
  const { arn, machineArn, name, status, startedAt, stoppedAt, input, output, failure } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: new Date(startedAt),
    ...(stoppedAt !== null && { stopDate: new Date(stoppedAt) }),
    input: JSON.stringify(input),
    inputDetails: { included: true },
    ...(output !== undefined && { output: JSON.stringify(output), outputDetails: { included: true } }),
    redriveCount: 0,
    ...redriveOf(status),
    ...failure,
  };
}

function redriveOf(status: ExecutionStatus): Readonly<Record<string, string>> {
  if (status !== "RUNNING" && status !== "SUCCEEDED") return { redriveStatus: "REDRIVABLE" };
  const redriveStatusReason = `Execution is ${status} and cannot be redriven`;
  return { redriveStatus: "NOT_REDRIVABLE", redriveStatusReason };
}

async function getHistory(world: World, params: Parameters): Answer {
  const arn = text(params, "executionArn");
  refuseExpress(arn);
  const isReversed = params["reverseOrder"] === true;
  const { events } = await world.engine.history(arn, { limit: 100_000, isReversed });
  return { events: events.map(toAwsHistoryEvent) };
}

async function listExecutions(world: World, params: Parameters): Answer {
  const { name, type, arn } = await machineOf(world, params);
  if (type === "EXPRESS") {
    const message = `This operation is not supported by this type of state machine`;
    throw new AwsFault("StateMachineTypeNotSupported", message);
  }
  const { executions } = await world.engine.list({ machine: name, limit: 1_000 });
  return {
    executions: executions.map((one) => ({
      executionArn: one.arn,
      stateMachineArn: arn,
      name: one.name,
      status: one.status,
      startDate: new Date(one.startedAt),
      ...(one.stoppedAt !== null && { stopDate: new Date(one.stoppedAt) }),
    })),
  };
}

async function stopExecution(world: World, params: Parameters): Answer {
  const arn = text(params, "executionArn");
  refuseExpress(arn);
  const { error, cause } = params;
  await world.engine.stopExecution(arn, {
    ...(typeof error === "string" && { error }),
    ...(typeof cause === "string" && { cause }),
  });
  return { stopDate: new Date(world.clock.now()) };
}

function createActivity(world: World, params: Parameters): Readonly<Record<string, unknown>> {
  const { partition, region, account } = recordedHome;
  const activityArn = `arn:${partition}:states:${region}:${account}:activity:${text(params, "name")}`;
  return { activityArn, creationDate: new Date(world.engine.activities.create(activityArn)) };
}
