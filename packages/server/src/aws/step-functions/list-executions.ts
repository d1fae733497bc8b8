import type { StepFunctionsInput } from "@landbridge/api";
import { type ExecutionSummary, isVersionNumber, type MapRunDescription } from "@landbridge/engine";
import type { JsonObject } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";
import { answer } from "../json/service.ts";
import { isHere, machineIn, mapRunIn } from "./arns.ts";
import { redrivenBody, summaryBody } from "./executions.ts";
import type { Handlers, StepFunctionsParts } from "./handlers.ts";
import { machineMissing, unlabelled } from "./machines.ts";
import { cursorIn, limitOf, tokenOf } from "./page-token.ts";
import { statusIn, type ToldStatus } from "./told-status.ts";

type Input = StepFunctionsInput<"ListExecutions">;
type Filter = { readonly machine: string } | { readonly version: string } | { readonly alias: string };

/** Whose executions are listed. */
interface Listed {
  readonly filter: Filter;
  /** Where they are a map run's. */
  readonly mapRun?: MapRunDescription;
}

export function listExecutionsHandlers(parts: StepFunctionsParts): Handlers<"ListExecutions"> {
  const { engine } = parts;
  return {
    async ListExecutions(input) {
      const { filter, mapRun = {} } = await listedIn(input, parts);
      const { statusFilter, redriveFilter } = input;
      const list = ["ListExecutions", filter, statusFilter, redriveFilter];
      const after = cursorIn(list, input);
      const page = await engine.list({
        ...filter,
        limit: limitOf(input),
        // In the store what waits for its redrive is still what it was, so it is picked out below.
        ...(statusFilter !== undefined && statusFilter !== "PENDING_REDRIVE" && { status: statusFilter }),
        ...(after !== undefined && { after }),
      });
      const executions = page.executions
        .map((execution) => ({ execution, status: statusIn(mapRun, execution) }))
        .filter(
          ({ execution, status }) =>
            (statusFilter === undefined || status === statusFilter) &&
            isWanted(redriveFilter, execution.redriveCount),
        );
      return answer({
        executions: executions.map(({ execution, status }) => listedBody(execution, status)),
        nextToken: page.next === undefined ? undefined : tokenOf(list, page.next),
      });
    },
  };
}

async function listedIn(input: Input, parts: StepFunctionsParts): Promise<Listed> {
  const { stateMachineArn: arn, mapRunArn, redriveFilter } = input;
  if ((arn === undefined) === (mapRunArn === undefined))
    throw new AwsError("ValidationException", "Must specify either State Machine ARN or Map Run ARN", {
      members: { reason: "MISSING_REQUIRED_PARAMETER" },
    });
  if (mapRunArn !== undefined) {
    const mapRun = await parts.engine.describeMapRun(mapRunIn(mapRunArn));
    return { filter: { machine: mapRun.arn.split(":").slice(6).join(":") }, mapRun };
  }
  if (redriveFilter !== undefined)
    throw new AwsError("ValidationException", "redriveFilter can only be used with a Map Run ARN");
  return { filter: await machineFilter(arn ?? "", parts) };
}

async function machineFilter(arn: string, { engine, home }: StepFunctionsParts): Promise<Filter> {
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

/** Source: Step Functions API Reference, ExecutionListItem. */
function listedBody(execution: ExecutionSummary, status: ToldStatus): JsonObject {
  return answer({
    ...summaryBody(execution, status),
    itemCount: execution.itemCount,
    ...redrivenBody(execution),
  });
}

function isWanted(filter: Input["redriveFilter"], redriveCount: number): boolean {
  return filter === undefined || (filter === "REDRIVEN") === redriveCount > 0;
}
