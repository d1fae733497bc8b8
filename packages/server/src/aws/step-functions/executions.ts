import type { StepFunctionsInput } from "@landbridge/api";
import { type ExecutionDescription, type ExecutionSummary, isValidName } from "@landbridge/engine";
import type { Json, JsonObject } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";
import { answer, toSeconds } from "../json/service.ts";
import { executionIn, isHere, machineIn } from "./arns.ts";
import { orDeleting } from "./deleting.ts";
import type { Handlers, StepFunctionsParts } from "./handlers.ts";
import { readJsonText } from "./json-text.ts";
import { machineMissing, unlabelled } from "./machines.ts";
import { type ToldStatus, toldStatus } from "./told-status.ts";

type Operations = "StartExecution" | "StopExecution" | "RedriveExecution" | "DescribeExecution";

export function executionHandlers(parts: StepFunctionsParts): Handlers<Operations> {
  const { engine, clock } = parts;

  return {
    async StartExecution(input) {
      const request = startRequest(input, parts);
      const started = await orDeleting(engine, request.machine, () => engine.start(request));
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
      return describedBody(described, await toldStatus(engine, described), includedData !== "METADATA_ONLY");
    },
  };
}

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
  const read = readJsonText(text);
  if (read.kind === "wrong") throw invalidInput(read.detail);
  return read.value;
}

function invalidInput(detail: string): AwsError {
  return new AwsError("InvalidExecutionInput", `Invalid State Machine Execution Input: '${detail}'`);
}

/** Source: Step Functions API Reference, DescribeExecution. */
function describedBody(execution: ExecutionDescription, status: ToldStatus, isWhole: boolean): JsonObject {
  const { output } = execution;
  return answer({
    ...summaryBody(execution, status),
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

/** @param status as it is told */
export function summaryBody(
  execution: ExecutionSummary,
  status: ToldStatus,
): Readonly<Record<string, Json | undefined>> {
  const { arn, machineArn, name, startedAt, stoppedAt, version, alias } = execution;
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

export function redrivenBody({
  redriveCount,
  redrivenAt,
}: ExecutionSummary): Readonly<Record<string, Json | undefined>> {
  return { redriveCount, redriveDate: redrivenAt === undefined ? undefined : toSeconds(redrivenAt) };
}
