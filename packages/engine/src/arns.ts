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

/** The name in a state machine's ARN, or the text itself: callers may say either. */
export function machineNameOf(nameOrArn: string): string {
  const parts = /^arn:[^:]*:states:[^:]*:[^:]*:stateMachine:([^:]+)/.exec(nameOrArn);
  return parts?.[1] ?? nameOrArn;
}

export function partsOfExecutionArn(
  text: string,
): { readonly machine: string; readonly name: string } | undefined {
  const parts = /^arn:[^:]*:states:[^:]*:[^:]*:execution:([^:]+):([^:]+)$/.exec(text);
  const [, machine, name] = parts ?? [];
  return machine === undefined || name === undefined ? undefined : { machine, name };
}
