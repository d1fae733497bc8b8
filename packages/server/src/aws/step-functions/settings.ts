import type { StepFunctionsInput } from "@landbridge/api";
import type { EncryptionSettings, LoggingSettings, MachineSettings } from "@landbridge/engine";
import type { JsonObject } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";
import { answer } from "../json/service.ts";

type Input = StepFunctionsInput<"CreateStateMachine">;
type Encryption = NonNullable<Input["encryptionConfiguration"]>;

/** Those that the request names. Throws InvalidLoggingConfiguration, InvalidEncryptionConfiguration. */
export function settingsIn(
  input: Pick<Input, "loggingConfiguration" | "tracingConfiguration" | "encryptionConfiguration">,
): Partial<MachineSettings> {
  const { loggingConfiguration, tracingConfiguration, encryptionConfiguration } = input;
  return {
    ...(loggingConfiguration !== undefined && { logging: loggingIn(loggingConfiguration) }),
    ...(tracingConfiguration !== undefined && { isTraced: tracingConfiguration.enabled ?? false }),
    ...(encryptionConfiguration !== undefined && { encryption: encryptionIn(encryptionConfiguration) }),
  };
}

function loggingIn({
  level = "OFF",
  includeExecutionData = false,
  destinations,
}: NonNullable<Input["loggingConfiguration"]>): LoggingSettings {
  const arns = destinations?.map(({ cloudWatchLogsLogGroup }) => cloudWatchLogsLogGroup?.logGroupArn ?? "");
  const count = arns?.length ?? 0;
  if (count > 1 || (count === 0 && level !== "OFF"))
    throw invalidLogging("Must specify exactly one Log Destination.");
  for (const arn of arns ?? [])
    if (!/^arn:[^:]+:logs:[^:]*:[^:]*:log-group:.+:\*$/.test(arn))
      throw invalidLogging("Invalid Log Destination");
  return { level, includeExecutionData, ...(arns !== undefined && { destinations: arns }) };
}

function invalidLogging(detail: string): AwsError {
  return new AwsError("InvalidLoggingConfiguration", `Invalid Logging Configuration: ${detail}`);
}

/** Throws InvalidEncryptionConfiguration. */
export function encryptionIn({
  type,
  kmsKeyId,
  kmsDataKeyReusePeriodSeconds: period,
}: Encryption): EncryptionSettings {
  const isOwn = type === "CUSTOMER_MANAGED_KMS_KEY";
  if (isOwn && kmsKeyId === undefined)
    throw invalidEncryption("kmsKeyId is required when type is CUSTOMER_MANAGED_KMS_KEY");
  if (!isOwn && (kmsKeyId !== undefined || period !== undefined))
    throw invalidEncryption(
      "kmsKeyId and kmsDataKeyReusePeriodSeconds cannot be set when type is AWS_OWNED_KEY",
    );
  return {
    type,
    ...(kmsKeyId !== undefined && { kmsKeyId }),
    // Source: EncryptionConfiguration: 300 seconds unless said otherwise.
    ...(isOwn && { reusePeriodSeconds: period ?? 300 }),
  };
}

function invalidEncryption(detail: string): AwsError {
  return new AwsError("InvalidEncryptionConfiguration", `Invalid Encryption Configuration: ${detail}`);
}

/** As the descriptions have them. */
export function settingsBody({ logging, isTraced, encryption }: MachineSettings): JsonObject {
  return {
    loggingConfiguration: loggingBody(logging),
    tracingConfiguration: { enabled: isTraced },
    encryptionConfiguration: encryptionBody(encryption),
  };
}

function loggingBody({ level, includeExecutionData, destinations }: LoggingSettings): JsonObject {
  return answer({
    level,
    includeExecutionData,
    destinations: destinations?.map((logGroupArn) => ({ cloudWatchLogsLogGroup: { logGroupArn } })),
  });
}

export function encryptionBody({ type, kmsKeyId, reusePeriodSeconds }: EncryptionSettings): JsonObject {
  return answer({ type, kmsKeyId, kmsDataKeyReusePeriodSeconds: reusePeriodSeconds });
}
