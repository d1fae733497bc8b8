/** Where this installation stands, in the words of ARNs. */
export interface Home {
  readonly partition: "aws";
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
}

export function stateMachineArn(home: Home, name: string): string {
  return `arn:${home.partition}:states:${home.region}:${home.account}:stateMachine:${name}`;
}

export function executionArn(home: Home, machine: string, name: string): string {
  return `arn:${home.partition}:states:${home.region}:${home.account}:execution:${machine}:${name}`;
}

/** Of an Express execution: its name need not be unique, so its id is part of it. */
export function expressArn(home: Home, machine: string, name: string, id: string): string {
  return `arn:${home.partition}:states:${home.region}:${home.account}:express:${machine}:${name}:${id}`;
}

/** @param machineArn of the run's children: `…:stateMachine:MACHINE/LABEL` */
export function mapRunArn(machineArn: string, run: string): string {
  return `${machineArn.replace(":stateMachine:", ":mapRun:")}:${run}`;
}

export function isExpressArn(arn: string): boolean {
  return arn.split(":")[5] === "express";
}

/** The name in a state machine's ARN, or the text itself: callers may say either. */
export function machineNameOf(nameOrArn: string): string {
  const parts = /^arn:[^:]*:states:[^:]*:[^:]*:stateMachine:([^:]+)/.exec(nameOrArn);
  return parts?.[1] ?? nameOrArn;
}

/** The name, and the version or alias, in a state machine's ARN; a text that is no ARN is the name. */
export function machineTargetOf(nameOrArn: string): { readonly name: string; readonly qualifier?: string } {
  const [, name, qualifier] =
    /^arn:[^:]*:states:[^:]*:[^:]*:stateMachine:([^:]+)(?::([^:]+))?$/.exec(nameOrArn) ?? [];
  if (name === undefined) return { name: nameOrArn };
  return { name, ...(qualifier !== undefined && { qualifier }) };
}

/** What is unique to an execution in its ARN. */
export function partsOfExecutionArn(
  text: string,
): { readonly machine: string; readonly name: string } | undefined {
  const parts = /^arn:[^:]*:states:[^:]*:[^:]*:(?:execution|express):([^:]+):([^:]+(?::[^:]+)?)$/.exec(text);
  const [, machine, name] = parts ?? [];
  return machine === undefined || name === undefined ? undefined : { machine, name };
}
