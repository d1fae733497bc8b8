import { apiLimits, jsonDepth, schedulerInputs, utf8Length } from "@landbridge/api";
import { type AwsScheduleTarget, type Json, type JsonObject, parseJson } from "@landbridge/model";
import { invalid } from "./errors.ts";
import type { SchedulerInput } from "./read-input.ts";
import { capitalized, toWire } from "./wire-names.ts";

type Target = SchedulerInput<"CreateSchedule">["target"];

/** Source: EventBridge Scheduler User Guide, "Quotas": the payload of a target's invocation. */
const inputBytesMax = 262_144;

/** Source: EventBridge Scheduler User Guide, "Using templated targets". */
const templatedServices: ReadonlySet<string> = new Set([
  "codebuild",
  "codepipeline",
  "ecs",
  "events",
  "firehose",
  "inspector",
  "kinesis",
  "lambda",
  "sagemaker",
  "sns",
  "sqs",
  "states",
]);

/** Those among them that take JSON alone. Source: EventBridge Scheduler API Reference, "Target", `Input`. */
const jsonServices: ReadonlySet<string> = new Set(["events", "lambda", "states"]);

/** Source: EventBridge Scheduler User Guide, "Using universal targets", "Unsupported actions". */
const readOnlyAction =
  /^(?:get|describe|list|poll|receive|search|scan|query|select|read|lookup|discover|validate|batchGet|batchDescribe|batchRead|transactGet|adminGet|adminList|testMigration|retrieve|testConnection|translateDocument|isAuthorized|invokeModel)/;

/** A schedule's target as it is kept. Throws ValidationException. */
export function toTarget(target: Target): AwsScheduleTarget {
  const { arn, roleArn, input } = target;
  checkArn(arn);
  if (input !== undefined) checkInput(arn, input);
  const parameters = parametersIn(target);
  return {
    kind: "aws",
    arn,
    roleArn,
    ...(input !== undefined && { input }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
  };
}

function checkArn(arn: string): void {
  const [, service = ""] = /^arn:aws[a-z-]*:([a-z0-9-]+):[a-z0-9-]*:(?:\d{12})?:.+$/.exec(arn) ?? [];
  if (service === "") throw invalid("Provided Arn is not in correct format.");
  if (service === "scheduler") return checkUniversal(arn);
  if (templatedServices.has(service)) return;
  throw invalid(
    `Provided Arn is not of a supported target: ${arn}. Call other services as arn:aws:scheduler:::aws-sdk:service:apiAction.`,
  );
}

function checkUniversal(arn: string): void {
  const [, action] = /^arn:aws[a-z-]*:scheduler:::aws-sdk:[a-z0-9]+:([a-z][A-Za-z0-9]*)$/.exec(arn) ?? [];
  if (action === undefined) throw invalid("Provided Arn is not in correct format.");
  if (readOnlyAction.test(action))
    throw invalid(
      `Provided Arn is not of a supported target: ${arn}. Actions that only read are not called.`,
    );
}

function checkInput(arn: string, input: string): void {
  if (utf8Length(input) > inputBytesMax) throw invalid(`Input must be at most ${inputBytesMax} bytes long.`);
  const service = arn.split(":")[2] ?? "";
  if (service !== "scheduler" && !jsonServices.has(service)) return;
  // Attributes are put in at each attempt, within quotation marks or without.
  const value = parseJson(input.replaceAll(/<aws\.scheduler\.[a-z-]+>/g, "0"));
  if (value === undefined) throw invalid("Input must be well-formed JSON for this target.");
  if (jsonDepth(value, apiLimits.jsonDepthMax) > apiLimits.jsonDepthMax)
    throw invalid(`Input must not be nested deeper than ${apiLimits.jsonDepthMax} levels.`);
}

const { members } = schedulerInputs.CreateSchedule.members.target;

/** The members that only AWS's own services look at, as they were sent. */
function parametersIn(target: Target): JsonObject {
  const found: Record<string, Json> = {};
  for (const name of serviceParameters) {
    const given = target[name];
    // What a request's shape allows is JSON.
    if (given !== undefined) found[capitalized(name)] = toWire(given as JsonObject, members[name]);
  }
  return found;
}

const serviceParameters = [
  "ecsParameters",
  "eventBridgeParameters",
  "kinesisParameters",
  "sageMakerPipelineParameters",
  "sqsParameters",
] as const;
