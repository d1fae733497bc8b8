import type { StepFunctionsInput } from "@landbridge/api";
import { apiLimits, jsonDepth } from "@landbridge/api";
import {
  type ExecutionDescription,
  type ExecutionSummary,
  isValidName,
  isVersionNumber,
} from "@landbridge/engine";
import { type Json, type JsonObject, parseJson } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";
import { answer, toSeconds } from "../json/service.ts";
import { executionIn, isHere, machineIn, mapRunIn } from "./arns.ts";
import type { Handlers, StepFunctionsParts } from "./handlers.ts";
import { machineMissing, unlabelled } from "./machines.ts";
import { cursorIn, limitOf, tokenOf } from "./page-token.ts";

type Operations =
  | "StartExecution"
  | "StopExecution"
  | "RedriveExecution"
  | "DescribeExecution"
  | "ListExecutions";

export function executionHandlers(parts: StepFunctionsParts): Handlers<Operations> {
  const { engine, home, clock } = parts;

  /** What narrows a list of executions. */
  async function filterOf(input: StepFunctionsInput<"ListExecutions">): Promise<Filter> {
    const { stateMachineArn: arn, mapRunArn } = input;
    if ((arn === undefined) === (mapRunArn === undefined))
      throw new AwsError("ValidationException", "Must specify either State Machine ARN or Map Run ARN", {
        members: { reason: "MISSING_REQUIRED_PARAMETER" },
      });
    if (mapRunArn !== undefined) {
      const { arn: known } = await engine.describeMapRun(mapRunIn(mapRunArn));
      return { machine: known.split(":").slice(6).join(":") };
    }
    if (input.redriveFilter !== undefined)
      throw new AwsError("ValidationException", "redriveFilter can only be used with a Map Run ARN");
    return machineFilter(arn ?? "");
  }

  async function machineFilter(arn: string): Promise<Filter> {
    const { name, qualifier } = unlabelled(machineIn(arn));
    if (!isHere(arn, home)) throw machineMissing(arn);
    const { type } = await engine.catalogue.machine(name);
    if (type === "EXPRESS")
      throw new AwsError(
        "StateMachineTypeNotSupported",
        "This operation is not supported by this type of state machine",
      );
    if (qualifier === undefined) return { machine: name };
    if (!isVersionNumber(qualifier)) {
      await engine.catalogue.alias(name, qualifier);
      return { alias: `${name}:${qualifier}` };
    }
    if ((await engine.catalogue.version(name, Number(qualifier))) === undefined) throw machineMissing(arn);
    return { version: `${name}:${qualifier}` };
  }

  return {
    async StartExecution(input) {
      const started = await engine.start(startRequest(input, parts));
      return { executionArn: started.arn, startDate: toSeconds(started.startedAt) };
    },
    async StopExecution({ executionArn, error, cause }) {
      const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
      const arn = executionIn(executionArn);
      await engine.stopExecution(arn, failure);
      const { stoppedAt } = await engine.describe(arn);
      return { stopDate: toSeconds(stoppedAt ?? clock.now()) };
    },
    async RedriveExecution({ executionArn, clientToken }) {
      const { redrivenAt } = await engine.redrive(executionIn(executionArn), {
        ...(clientToken !== undefined && { clientToken }),
      });
      return { redriveDate: toSeconds(redrivenAt) };
    },
    async DescribeExecution({ executionArn, includedData }) {
      const described = await engine.describe(executionIn(executionArn));
      return describedBody(described, includedData !== "METADATA_ONLY");
    },
    async ListExecutions(input) {
      const filter = await filterOf(input);
      const { statusFilter, redriveFilter } = input;
      const list = ["ListExecutions", filter, statusFilter, redriveFilter];
      const after = cursorIn(list, input);
      // Nothing that waits to be redriven by its map run is kept apart from what failed.
      if (statusFilter === "PENDING_REDRIVE") return { executions: [] };
      const page = await engine.list({
        ...filter,
        limit: limitOf(input),
        ...(statusFilter !== undefined && { status: statusFilter }),
        ...(after !== undefined && { after }),
      });
      return answer({
        executions: page.executions
          .filter(({ redriveCount }) => isWanted(redriveFilter, redriveCount))
          .map(listedBody),
        nextToken: page.next === undefined ? undefined : tokenOf(list, page.next),
      });
    },
  };
}

type Filter = { readonly machine: string } | { readonly version: string } | { readonly alias: string };

/** Throws InvalidArn, InvalidName, InvalidExecutionInput. */
export function startRequest(
  input: StepFunctionsInput<"StartExecution">,
  { home }: Pick<StepFunctionsParts, "home">,
): Parameters<StepFunctionsParts["engine"]["start"]>[0] {
  const { stateMachineArn: arn, name, traceHeader } = input;
  unlabelled(machineIn(arn));
  if (name !== undefined && !isValidName(name)) throw new AwsError("InvalidName", `Invalid Name: '${name}'`);
  if (!isHere(arn, home)) throw machineMissing(arn);
  return {
    machine: arn,
    input: jsonIn(input.input),
    ...(name !== undefined && { name }),
    ...(traceHeader !== undefined && { traceHeader }),
  };
}

function jsonIn(text: string | undefined): Json {
  if (text === undefined) return {};
  const value = parseJson(text);
  if (value === undefined) throw invalidInput("the input is not valid JSON");
  if (jsonDepth(value, apiLimits.jsonDepthMax) > apiLimits.jsonDepthMax)
    throw invalidInput(`the input is nested deeper than ${apiLimits.jsonDepthMax} levels`);
  return value;
}

function invalidInput(detail: string): AwsError {
  return new AwsError("InvalidExecutionInput", `Invalid State Machine Execution Input: '${detail}'`);
}

/** Source: Step Functions API Reference, DescribeExecution. */
function describedBody(execution: ExecutionDescription, isWhole: boolean): JsonObject {
  const { output } = execution;
  return answer({
    ...summaryBody(execution),
    ...dataBody(execution, isWhole),
    ...(output !== undefined && { outputDetails: { included: isWhole } }),
    traceHeader: execution.traceHeader,
    ...redrivenBody(execution),
    redriveStatus: execution.redrive.status,
    redriveStatusReason: execution.redrive.reason,
  });
}

/** Input, and what came of it. */
export function dataBody(
  { input, output, failure }: ExecutionDescription,
  isWhole: boolean,
): Readonly<Record<string, Json | undefined>> {
  return {
    input: isWhole ? JSON.stringify(input) : undefined,
    inputDetails: { included: isWhole },
    output: isWhole && output !== undefined ? JSON.stringify(output) : undefined,
    outputDetails: output === undefined ? undefined : { included: isWhole },
    error: isWhole ? failure?.error : undefined,
    cause: isWhole ? failure?.cause : undefined,
  };
}

function summaryBody(execution: ExecutionSummary): Readonly<Record<string, Json | undefined>> {
  const { arn, machineArn, name, status, startedAt, stoppedAt, version, alias } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: toSeconds(startedAt),
    stopDate: stoppedAt === null ? undefined : toSeconds(stoppedAt),
    mapRunArn: execution.mapRunArn,
    stateMachineVersionArn: version === undefined ? undefined : `${machineArn}:${version}`,
    stateMachineAliasArn: alias === undefined ? undefined : `${machineArn}:${alias}`,
  };
}

/** Source: Step Functions API Reference, ExecutionListItem. */
function listedBody(execution: ExecutionSummary): JsonObject {
  return answer({
    ...summaryBody(execution),
    itemCount: execution.itemCount,
    ...redrivenBody(execution),
  });
}

function redrivenBody({
  redriveCount,
  redrivenAt,
}: ExecutionSummary): Readonly<Record<string, Json | undefined>> {
  return { redriveCount, redriveDate: redrivenAt === undefined ? undefined : toSeconds(redrivenAt) };
}

function isWanted(filter: "REDRIVEN" | "NOT_REDRIVEN" | undefined, redriveCount: number): boolean {
  return filter === undefined || (filter === "REDRIVEN") === redriveCount > 0;
}
