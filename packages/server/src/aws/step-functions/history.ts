import { variableReferences } from "@landbridge/asl";
import { defaultSettings, revisionIdOf } from "@landbridge/engine";
import { type JsonObject, toAwsHistoryEvent } from "@landbridge/model";
import { answer, toSeconds } from "../json/service.ts";
import { executionIn } from "./arns.ts";
import type { Handlers, StepFunctionsParts } from "./handlers.ts";
import { cursorIn, invalidToken, limitOf, tokenOf } from "./page-token.ts";
import { settingsBody } from "./settings.ts";

type Operations = "GetExecutionHistory" | "DescribeStateMachineForExecution";

export function historyHandlers({ engine }: StepFunctionsParts): Handlers<Operations> {
  return {
    async GetExecutionHistory({
      executionArn,
      reverseOrder: isReversed = false,
      includeExecutionData = true,
      ...query
    }) {
      const arn = executionIn(executionArn);
      const list = ["GetExecutionHistory", arn, isReversed];
      const from = eventIn(cursorIn(list, query));
      const page = await engine.history(arn, { from, isReversed, limit: limitOf(query) });
      // The events of the model hold JSON values only.
      const events = page.events.map(toAwsHistoryEvent) as readonly JsonObject[];
      return answer({
        events: includeExecutionData ? events : events.map(withoutData),
        nextToken: page.next === undefined ? undefined : tokenOf(list, String(page.next)),
      });
    },
    async DescribeStateMachineForExecution({ executionArn, includedData }) {
      const execution = await engine.describe(executionIn(executionArn));
      const { machineArn, machineName } = execution;
      const [name = "", label] = machineName.split("/");
      const [revision = ""] = execution.revision.split("#");
      const { definition, roleArn, settings, isFirst, madeAt } = await engine.catalogue.revision(
        name,
        revision,
      );
      const isWhole = includedData !== "METADATA_ONLY";
      return answer({
        stateMachineArn: machineArn,
        name,
        definition: isWhole ? definition : "",
        roleArn,
        updateDate: toSeconds(madeAt ?? execution.startedAt),
        ...settingsBody(settings ?? defaultSettings),
        mapRunArn: execution.mapRunArn,
        label,
        revisionId: isFirst ? undefined : revisionIdOf(revision),
        variableReferences: isWhole ? variableReferences(definition) : undefined,
      });
    },
  };
}

function eventIn(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^[1-9]\d{0,8}$/.test(cursor)) throw invalidToken();
  return Number(cursor);
}

/** What flows through the execution, and whether it was cut. Source: GetExecutionHistory, `includeExecutionData`. */
const data: ReadonlySet<string> = new Set([
  "input",
  "inputDetails",
  "output",
  "outputDetails",
  "assignedVariables",
  "assignedVariablesDetails",
]);

function withoutData(event: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) =>
      name.endsWith("EventDetails") && typeof value === "object" && value !== null
        ? [name, Object.fromEntries(Object.entries(value).filter(([member]) => !data.has(member)))]
        : [name, value],
    ),
  );
}
