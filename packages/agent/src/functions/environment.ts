import { basename, extname } from "node:path";
import type { FunctionDefinition } from "@landbridge/model";

export interface FunctionPlace {
  readonly region: string;
  readonly account: string;
}

/** What the worker is told about its function; becomes the context object. */
export interface WorkerSettings {
  readonly functionName: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly invokedFunctionArn: string;
  readonly timeoutMs: number;
}

export function workerSettings(
  definition: FunctionDefinition,
  place: FunctionPlace,
  logStreamName: string,
): WorkerSettings {
  return {
    functionName: definition.name,
    memoryLimitInMB: String(definition.memoryMegabytes),
    logGroupName: `/aws/lambda/${definition.name}`,
    logStreamName,
    invokedFunctionArn: `arn:aws:lambda:${place.region}:${place.account}:function:${definition.name}`,
    timeoutMs: definition.timeoutSeconds * 1000,
  };
}

/** From the parent's environment only what a program needs to find its way; no secret of the server's. */
const passedOn = ["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"];

/**
 * Clean but for what Lambda defines and what the definition adds.
 * Source: AWS Lambda Developer Guide, "Defined runtime environment variables".
 */
export function workerEnvironment({
  definition,
  place,
  settings,
  taskRoot,
  environment: more,
  parent,
}: {
  readonly definition: FunctionDefinition;
  readonly place: FunctionPlace;
  readonly settings: WorkerSettings;
  readonly taskRoot: string;
  /** Besides what Lambda defines; gives way to the function's own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly parent: Readonly<Record<string, string | undefined>>;
}): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of passedOn) {
    const value = parent[name];
    if (value !== undefined) environment[name] = value;
  }
  const moduleName = basename(definition.entry, extname(definition.entry));
  const isQualified = /(?:^|\/)([^./]+)\./.exec(definition.handler)?.[1] === moduleName;
  return {
    ...environment,
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    ...more,
    ...definition.environment,
    _HANDLER: isQualified ? definition.handler : `${moduleName}.${definition.handler}`,
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split(".")[0]}.x`,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: settings.memoryLimitInMB,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: settings.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: settings.logStreamName,
    LAMBDA_TASK_ROOT: taskRoot,
  };
}
