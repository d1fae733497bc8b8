import type { MapRunCounts, MapRunDescription } from "@landbridge/engine";
import { type JsonObject, LandbridgeError } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";
import { answer, toSeconds } from "../json/service.ts";
import { executionIn, mapRunIn } from "./arns.ts";
import type { Handlers, StepFunctionsParts } from "./handlers.ts";
import { cursorIn, limitOf, tokenOf } from "./page-token.ts";

type Operations = "DescribeMapRun" | "ListMapRuns" | "UpdateMapRun";

export function mapRunHandlers({ engine }: StepFunctionsParts): Handlers<Operations> {
  return {
    async DescribeMapRun({ mapRunArn }) {
      return describedBody(await engine.describeMapRun(mapRunIn(mapRunArn)));
    },
    async UpdateMapRun({ mapRunArn, maxConcurrency, toleratedFailureCount, toleratedFailurePercentage }) {
      const changes = {
        ...(maxConcurrency !== undefined && { maxConcurrency }),
        ...(toleratedFailureCount !== undefined && { toleratedFailureCount }),
        ...(toleratedFailurePercentage !== undefined && { toleratedFailurePercentage }),
      };
      await engine.updateMapRun(mapRunIn(mapRunArn), changes).catch(reasoned);
      return {};
    },
    async ListMapRuns({ executionArn, ...query }) {
      const arn = executionIn(executionArn);
      const list = ["ListMapRuns", arn];
      const after = cursorIn(list, query);
      const page = await engine.mapRuns(arn, {
        limit: limitOf(query),
        ...(after !== undefined && { after }),
      });
      return answer({
        mapRuns: page.mapRuns.map((run) =>
          answer({
            executionArn: run.executionArn,
            mapRunArn: run.arn,
            stateMachineArn: run.machineArn,
            startDate: toSeconds(run.startedAt),
            stopDate: run.stoppedAt === null ? undefined : toSeconds(run.stoppedAt),
          }),
        ),
        nextToken: page.next === undefined ? undefined : tokenOf(list, page.next),
      });
    },
  };
}

/** The numbers have been checked: what is left to refuse is that it runs no longer. */
function reasoned(error: unknown): never {
  if (!(error instanceof LandbridgeError) || error.code !== "ValidationException") throw error;
  const members = { reason: "CANNOT_UPDATE_COMPLETED_MAP_RUN" };
  throw new AwsError("ValidationException", error.message, { members });
}

function describedBody(run: MapRunDescription): JsonObject {
  return answer({
    mapRunArn: run.arn,
    executionArn: run.executionArn,
    status: run.status,
    startDate: toSeconds(run.startedAt),
    stopDate: run.stoppedAt === null ? undefined : toSeconds(run.stoppedAt),
    maxConcurrency: run.maxConcurrency,
    toleratedFailurePercentage: run.toleratedFailurePercentage,
    toleratedFailureCount: run.toleratedFailureCount,
    itemCounts: countsBody(run.itemCounts),
    executionCounts: countsBody(run.executionCounts),
    redriveCount: run.redriveCount,
    redriveDate: run.redrivenAt === undefined ? undefined : toSeconds(run.redrivenAt),
  });
}

function countsBody(counts: MapRunCounts): JsonObject {
  return { ...counts };
}
