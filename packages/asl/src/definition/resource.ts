import { integrations } from "./integrations.ts";
import type { IntegrationPattern, Resource } from "./machine.ts";

/** Every AWS partition, those to come too: aws, aws-cn, aws-us-gov, aws-iso-b, … */
const PARTITION = "arn:aws(?:-[a-z0-9]+)*";
const ACCOUNT = "[a-z0-9-]+:[0-9]{12}";
/** Or a word in its place. Source: recorded from AWS, which takes "your-region:your-account-id" for well formed. */
const ACCOUNT_OR_WORD = "[a-z0-9-]+:(?:[0-9]{12}|[a-z][a-z0-9-]*)";
const FUNCTION = new RegExp(
  `^${PARTITION}:lambda:${ACCOUNT_OR_WORD}:function:([A-Za-z0-9_-]{1,140})(?::(\\$LATEST|[A-Za-z0-9_-]{1,128}))?$`,
);
// An activity's name: 1 to 80 characters, without space, brackets, wildcards and the like.
// Source: Step Functions API Reference, CreateActivity.
const ACTIVITY = new RegExp(
  `^${PARTITION}:states:${ACCOUNT}:activity:([^\\s<>{}[\\]?*"#%\\\\^|~\`$&,;:/]{1,80})$`,
);
const INTEGRATION = new RegExp(
  `^${PARTITION}:states:::([a-z0-9-]+(?::[a-z0-9-]+)?):([a-z][A-Za-z0-9]*)(?:\\.([A-Za-z0-9:]+))?$`,
);

const SUFFIXES: ReadonlyMap<string | undefined, IntegrationPattern> = new Map([
  [undefined, "requestResponse"],
  ["sync", "sync"],
  ["sync:2", "sync:2"],
  ["waitForTaskToken", "waitForTaskToken"],
]);

/** Takes a Task's Resource apart; `undefined` when it names nothing that a Task can call. */
export function parseResource(arn: string): Resource | undefined {
  if (FUNCTION.test(arn)) return { kind: "function", arn };
  if (ACTIVITY.test(arn)) return { kind: "activity", arn };
  return parseIntegration(arn);
}

function parseIntegration(arn: string): Resource | undefined {
  const [, service, action, suffix] = INTEGRATION.exec(arn) ?? [];
  const pattern = SUFFIXES.get(suffix);
  if (service === undefined || action === undefined || pattern === undefined) return undefined;
  if (!patternsOf(service, action).includes(pattern)) return undefined;
  return { kind: "integration", arn, service, action, pattern };
}

function patternsOf(service: string, action: string): readonly IntegrationPattern[] {
  // Any API action of any AWS service; which ones a home offers is the engine's business.
  if (service.startsWith("aws-sdk:")) return ["requestResponse", "waitForTaskToken"];
  const actions = integrations.get(service);
  if (actions === undefined || !Object.hasOwn(actions, action)) return [];
  return actions[action] ?? [];
}

/** Of a Lambda function's ARN. */
export function functionNameOf(arn: string): string | undefined {
  return FUNCTION.exec(arn)?.[1];
}

export function activityNameOf(arn: string): string | undefined {
  return ACTIVITY.exec(arn)?.[1];
}

/** What would have been accepted, for whoever wrote something else. */
export function resourceHint(arn: string): string {
  const [, service, action] = INTEGRATION.exec(arn) ?? [];
  const actions = service === undefined ? undefined : integrations.get(service);
  if (service === undefined || actions === undefined) {
    return "Give a Lambda function's or an activity's ARN, or arn:aws:states:::SERVICE:ACTION such as arn:aws:states:::lambda:invoke";
  }
  const patterns = patternsOf(service, action ?? "");
  if (patterns.length > 0) return `'${service}:${action}' has the patterns ${patterns.join(", ")}`;
  return `'${service}' has the actions ${Object.keys(actions).join(", ")}; others through aws-sdk:${service}:ACTION`;
}
