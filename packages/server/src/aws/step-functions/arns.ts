import type { Home } from "@landbridge/engine";
import { AwsError } from "../errors/aws-error.ts";

// ARNs as requests bring them, with what AWS says of wrong ones.

/** What a state machine's ARN names: the machine, or a version or alias of it, or a distributed Map in it. */
export interface MachineName {
  readonly name: string;
  /** The number of a version or the name of an alias. */
  readonly qualifier?: string;
  /** Of a distributed Map. */
  readonly label?: string;
}

type ResourceType = "stateMachine" | "execution" | "express" | "activity" | "mapRun";

export function invalidArn(detail: string): AwsError {
  return new AwsError("InvalidArn", `Invalid Arn: '${detail}'`);
}

/** Throws InvalidArn. */
export function machineIn(arn: string): MachineName {
  const [resource = "", qualifier, ...more] = partsOf(arn, ["stateMachine"]);
  const [name = "", label, ...deeper] = resource.split("/");
  if (name === "" || more.length > 0 || deeper.length > 0) throw invalidArn(`Invalid ARN: ${arn}`);
  return {
    name,
    ...(qualifier !== undefined && { qualifier }),
    ...(label !== undefined && { label }),
  };
}

/** Throws InvalidArn, also for an Express execution, of which nothing is kept. */
export function executionIn(arn: string): string {
  const [machine, name, ...more] = partsOf(arn, ["execution"]);
  if (!machine || !name || more.length > 1) throw invalidArn(`Invalid ARN: ${arn}`);
  return arn;
}

/** Throws InvalidArn. */
export function activityIn(arn: string): string {
  const [name, ...more] = partsOf(arn, ["activity"]);
  if (!name || more.length > 0) throw invalidArn(`Invalid ARN: ${arn}`);
  return name;
}

/** Throws InvalidArn. */
export function mapRunIn(arn: string): string {
  const [label, id, ...more] = partsOf(arn, ["mapRun"]);
  if (!label || !id || more.length > 0) throw invalidArn(`Invalid ARN: ${arn}`);
  return arn;
}

/** What can be tagged. Throws InvalidArn. */
export function taggedIn(arn: string): { readonly kind: "stateMachine" | "activity"; readonly name: string } {
  const parts = partsOf(arn, ["stateMachine", "activity"]);
  const kind = arn.split(":")[5] === "activity" ? "activity" : "stateMachine";
  return { kind, name: parts.join(":") };
}

/** A role's. Throws InvalidArn. */
export function checkRoleArn(arn: string): void {
  const [prefix, , service, , , ...rest] = arn.split(":");
  if (prefix !== "arn") throw invalidArn(`Invalid ARN prefix: ${arn}`);
  if (service !== "iam" || rest.length === 0) throw invalidArn(`Invalid ARN: ${arn}`);
}

/** Whether it names something here, and not in another region or account. */
export function isHere(arn: string, { region, account }: Home): boolean {
  const parts = arn.split(":");
  return parts[3] === region && parts[4] === account;
}

/** What follows the type of the resource. */
function partsOf(arn: string, types: readonly ResourceType[]): readonly string[] {
  const [prefix, partition, service, , , type, ...rest] = arn.split(":");
  if (prefix !== "arn" || partition === undefined) throw invalidArn(`Invalid ARN prefix: ${arn}`);
  if (service !== "states" || type === undefined) throw invalidArn(`Invalid ARN: ${arn}`);
  if (!(types as readonly string[]).includes(type)) {
    throw invalidArn(`Resource type not valid in this context: ${type}`);
  }
  return rest;
}
