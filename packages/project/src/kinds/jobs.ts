import { resolve } from "node:path";
import type { Command, EnvironmentValue, JobDefinition, JobRetry } from "@landbridge/model";
import { checkEnvironment, jobNames, type Parameters } from "../check/environment.ts";
import { type JobFile, jobFileSchema } from "../schemas/job.ts";
import { toJobCommand } from "./job-command.ts";
import { checkPlacement, toPlacement } from "./placement.ts";
import { type Defined, type Reading, readDefinitionFiles } from "./reading.ts";

const DEFAULT_KILL_GRACE_SECONDS = 10;
const DEFAULT_OUTPUT_BYTES_MAX = 10_000_000;
const DEFAULT_RETRY: JobRetry = { maxAttempts: 0, intervalSeconds: 10, backoffRate: 2 };

export function readJobs(reading: Reading): Promise<readonly Defined<JobDefinition>[]> {
  return readDefinitionFiles(reading, "job", "jobs", jobFileSchema, async (name, shape, document) => {
    const own: Readonly<Record<string, EnvironmentValue>> = shape.environment ?? {};
    const parameters = reading.settings.parameters ?? named(own);
    checkEnvironment({ document, environment: own, reserved: jobNames, parameters }, reading.issues);
    checkPlacement(shape, document, reading.issues);
    const made = await toJobCommand(reading, document, shape);
    if (made === undefined) return undefined;
    const environment = { ...own, ...made.environment };
    return toJob(reading, { name, shape, command: made.command, environment, parameters });
  });
}

/** While landbridge.yaml cannot be read, every parameter may be there. */
function named(environment: Readonly<Record<string, EnvironmentValue>>): Parameters {
  const names = Object.values(environment).flatMap((value) =>
    typeof value === "object" && "parameter" in value ? [[value.parameter, ""] as const] : [],
  );
  return Object.fromEntries(names);
}

function toJob(
  { folder: { root }, settings: { limits } }: Reading,
  given: {
    readonly name: string;
    readonly shape: JobFile;
    readonly command: Command;
    readonly environment: Readonly<Record<string, EnvironmentValue>>;
    readonly parameters: Parameters;
  },
): JobDefinition {
  const { name, shape, command, environment, parameters } = given;
  return {
    name,
    ...(shape.description === undefined ? {} : { description: shape.description }),
    command,
    ...(shape.workingDirectory === undefined
      ? {}
      : { workingDirectory: resolve(root, shape.workingDirectory) }),
    environment,
    ...(shape.timeout === undefined ? {} : { timeoutSeconds: shape.timeout }),
    killGraceSeconds: shape.killGrace ?? DEFAULT_KILL_GRACE_SECONDS,
    successExitCodes: shape.successExitCodes ?? [0],
    concurrency: shape.concurrency ?? "forbid",
    retry: toRetry(shape.retry),
    data: shape.data ?? "normal",
    outputBytesMax: shape.outputMax ?? DEFAULT_OUTPUT_BYTES_MAX,
    ...(limits && { limits }),
    parameters: pick(parameters, named(environment)),
    ...toPlacement(shape),
    ...(shape.http?.callback && { hasCallback: true }),
  };
}

function toRetry(retry: JobFile["retry"]): JobRetry {
  if (retry === undefined) return DEFAULT_RETRY;
  return {
    maxAttempts: retry.maxAttempts,
    intervalSeconds: retry.interval ?? DEFAULT_RETRY.intervalSeconds,
    backoffRate: retry.backoffRate ?? DEFAULT_RETRY.backoffRate,
  };
}

/** A job holds only the parameters that it names: another one's change leaves it as it is. */
function pick(parameters: Parameters, names: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => Object.hasOwn(names, name)));
}
