import { isJsonObject, parseJson } from "@landbridge/model";
import type { AuditEvent } from "../audit/record.ts";
import type { AuditTrail } from "../audit/trail.ts";
import type { AwsError } from "./errors/aws-error.ts";
import type { AwsCall } from "./service.ts";

// What AWS's dialects write into the audit trail: whatever was refused for want of a key or a grant, and every
// change of what there is. As in CloudTrail's management events, work is not: executions, runs and objects come by
// the thousand and are records themselves.

const looks = /^(?:Get|List|Describe|Head|Validate|Test)/;

const work: ReadonlySet<string> = new Set([
  ...["StartExecution", "StartSyncExecution", "SendTaskSuccess", "SendTaskFailure", "SendTaskHeartbeat"],
  ...["Invoke", "PutMetricData", "PutObject", "CopyObject", "UploadPart", "UploadPartCopy"],
  ...["CreateMultipartUpload", "CompleteMultipartUpload", "AbortMultipartUpload"],
  ...["DeleteObject", "DeleteObjects"],
]);

/** @param operation as it stands in the metrics: "aws:s3:CreateBucket", "AWSStepFunctions.CreateStateMachine" */
export function isAudited(operation: string): boolean {
  const name = operation.split(/[:.]/).at(-1) ?? "";
  return /^[A-Z]/.test(name) && !looks.test(name) && !work.has(name);
}

export interface AuditedCall {
  readonly call: AwsCall;
  readonly operation: string;
  readonly address: string;
}

export function auditDone(trail: AuditTrail, audited: AuditedCall, status: number): Promise<void> {
  return trail.append({ ...eventOf(audited), outcome: "done", status });
}

export function auditFailed(trail: AuditTrail, audited: AuditedCall, error: AwsError): Promise<void> {
  const { status, code } = error;
  return trail.append({
    ...eventOf(audited),
    outcome: status < 500 ? "refused" : "failed",
    status,
    code,
  });
}

/** Of a caller whose signature was refused: many are one record. */
export function auditStranger(
  trail: AuditTrail,
  facts: Pick<AuditEvent, "address" | "operation" | "target" | "status"> & {
    readonly code: string;
    readonly request: string;
  },
): void {
  trail.noteStranger({
    ...facts,
    target: facts.target.slice(0, targetLengthMax),
    via: "aws",
    outcome: "refused",
  });
}

function eventOf({ call, operation, address }: AuditedCall) {
  const { key } = call.caller;
  return {
    principal: { key: key.id, name: key.name },
    address,
    via: "aws",
    operation,
    target: targetOf(call).slice(0, targetLengthMax),
    request: call.requestId,
  };
}

/** Much more than any name of ours has. */
const targetLengthMax = 512;
const bodyBytesMax = 65_536;

/** In the order in which they say most; never a token or an input. */
const naming = [
  ...["stateMachineArn", "stateMachineAliasArn", "stateMachineVersionArn", "executionArn", "activityArn"],
  ...["mapRunArn", "resourceArn", "name", "Name"],
];

/** The path, and where a protocol has none the thing's name. */
function targetOf({ path, body }: AwsCall): string {
  if (path !== "/" || body.length === 0 || body.length > bodyBytesMax) return path;
  const input = parseJson(new TextDecoder().decode(body));
  if (!isJsonObject(input)) return path;
  const found = naming.map((name) => input[name]).find((one) => typeof one === "string");
  return typeof found === "string" ? found : path;
}
