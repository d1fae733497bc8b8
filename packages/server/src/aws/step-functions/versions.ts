import { isVersionNumber, type MachineAlias, type Route } from "@landbridge/engine";
import type { JsonObject } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";
import { answer, toSeconds } from "../json/service.ts";
import { invalidArn, isHere, machineIn } from "./arns.ts";
import type { Handlers, StepFunctionsParts } from "./handlers.ts";
import { machineMissing, unlabelled } from "./machines.ts";
import { cursorIn, invalidToken, limitOf, tokenOf } from "./page-token.ts";

type Operations =
  | "PublishStateMachineVersion"
  | "DeleteStateMachineVersion"
  | "ListStateMachineVersions"
  | "CreateStateMachineAlias"
  | "UpdateStateMachineAlias"
  | "DeleteStateMachineAlias"
  | "DescribeStateMachineAlias"
  | "ListStateMachineAliases";

export function versionHandlers({ engine, home }: StepFunctionsParts): Handlers<Operations> {
  const { catalogue } = engine;

  /** One that is named without a version or an alias. */
  function plainIn(arn: string): string {
    const { name, qualifier } = unlabelled(machineIn(arn));
    if (qualifier !== undefined || !isHere(arn, home)) throw machineMissing(arn);
    return name;
  }

  return {
    async PublishStateMachineVersion({ stateMachineArn: arn, revisionId, description }) {
      const version = await catalogue.publishVersion({
        machine: plainIn(arn),
        ...(revisionId !== undefined && { revisionId }),
        ...(description !== undefined && { description }),
      });
      return { stateMachineVersionArn: version.arn, creationDate: toSeconds(version.createdAt) };
    },
    async DeleteStateMachineVersion({ stateMachineVersionArn: arn }) {
      const { name, qualifier } = unlabelled(machineIn(arn));
      if (qualifier === undefined || !isVersionNumber(qualifier))
        throw invalidArn(`Resource type not valid in this context: stateMachine`);
      if (isHere(arn, home)) await catalogue.deleteVersion(name, Number(qualifier));
      return {};
    },
    async ListStateMachineVersions({ stateMachineArn: arn, ...query }) {
      const list = ["ListStateMachineVersions", arn];
      const after = cursorIn(list, query);
      const { name } = await catalogue.machine(plainIn(arn));
      const page = await catalogue.versions(name, {
        limit: limitOf(query),
        ...(after !== undefined && { after }),
      });
      return answer({
        stateMachineVersions: page.versions.map(
          (version): JsonObject => ({
            stateMachineVersionArn: version.arn,
            creationDate: toSeconds(version.createdAt),
          }),
        ),
        nextToken: page.next === undefined ? undefined : tokenOf(list, page.next),
      });
    },
    async CreateStateMachineAlias({ name, description, routingConfiguration }) {
      const { machine, routes } = routesIn(routingConfiguration);
      if (!isHere(routingConfiguration[0]?.stateMachineVersionArn ?? "", home))
        throw machineMissing(routingConfiguration[0]?.stateMachineVersionArn ?? "");
      const alias = await catalogue.createAlias({
        machine,
        name,
        routes,
        ...(description !== undefined && { description }),
      });
      return { stateMachineAliasArn: alias.arn, creationDate: toSeconds(alias.createdAt) };
    },
    async UpdateStateMachineAlias({ stateMachineAliasArn: arn, description, routingConfiguration }) {
      const { machine, alias } = aliasIn(arn);
      if (description === undefined && routingConfiguration === undefined)
        throw new AwsError(
          "ValidationException",
          "Either the description or the routing configuration must be specified",
          { members: { reason: "MISSING_REQUIRED_PARAMETER" } },
        );
      const routed = routingConfiguration && routesIn(routingConfiguration);
      if (routed !== undefined && routed.machine !== machine) throw notOfOneMachine();
      const updated = await catalogue.updateAlias({
        machine,
        name: alias,
        ...(description !== undefined && { description }),
        ...(routed !== undefined && { routes: routed.routes }),
      });
      return { updateDate: toSeconds(updated.updatedAt) };
    },
    async DeleteStateMachineAlias({ stateMachineAliasArn: arn }) {
      const { machine, alias } = aliasIn(arn);
      await catalogue.deleteAlias(machine, alias);
      return {};
    },
    async DescribeStateMachineAlias({ stateMachineAliasArn: arn }) {
      const { machine, alias } = aliasIn(arn);
      return aliasBody(await catalogue.alias(machine, alias), arn);
    },
    async ListStateMachineAliases({ stateMachineArn: arn, ...query }) {
      const { name, qualifier } = unlabelled(machineIn(arn));
      const list = ["ListStateMachineAliases", arn];
      const after = cursorIn(list, query);
      if (!isHere(arn, home)) throw machineMissing(arn);
      await catalogue.machine(name);
      const version = qualifier === undefined ? undefined : versionNumber(qualifier, arn);
      const all = (await catalogue.aliases(name)).filter(
        ({ routes }) => version === undefined || routes.some((route) => route.version === version),
      );
      if (after !== undefined && !all.some((alias) => alias.name === after)) throw invalidToken();
      const rest = after === undefined ? all : all.filter((alias) => alias.name > after);
      const page = rest.slice(0, limitOf(query));
      const last = page.at(-1);
      return answer({
        stateMachineAliases: page.map((alias) => ({
          stateMachineAliasArn: alias.arn,
          creationDate: toSeconds(alias.createdAt),
        })),
        nextToken: page.length < rest.length && last !== undefined ? tokenOf(list, last.name) : undefined,
      });
    },
  };
}

function aliasBody(
  { name, description, routes, createdAt, updatedAt }: MachineAlias,
  arn: string,
): JsonObject {
  const machineArn = arn.slice(0, arn.lastIndexOf(":"));
  return answer({
    stateMachineAliasArn: arn,
    name,
    description,
    routingConfiguration: routes.map(({ version, weight }) => ({
      stateMachineVersionArn: `${machineArn}:${version}`,
      weight,
    })),
    creationDate: toSeconds(createdAt),
    updateDate: toSeconds(updatedAt),
  });
}

function aliasIn(arn: string): { readonly machine: string; readonly alias: string } {
  const { name, qualifier } = unlabelled(machineIn(arn));
  if (qualifier === undefined || isVersionNumber(qualifier))
    throw invalidArn("Resource type not valid in this context: stateMachine");
  return { machine: name, alias: qualifier };
}

function versionNumber(qualifier: string, arn: string): number {
  if (!isVersionNumber(qualifier)) throw invalidArn(`Invalid ARN: ${arn}`);
  return Number(qualifier);
}

interface RoutingItem {
  readonly stateMachineVersionArn: string;
  readonly weight: number;
}

/** Throws ValidationException in AWS's words. */
function routesIn(items: readonly RoutingItem[]): {
  readonly machine: string;
  readonly routes: readonly Route[];
} {
  const arns = items.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
  const named = arns.map((arn) => unlabelled(machineIn(arn)));
  if (named.some(({ qualifier }) => qualifier === undefined || !isVersionNumber(qualifier)))
    throw invalidRouting(
      `Routing configuration must contain state machine version ARNs. Received: [${arns.join(", ")}]`,
    );
  if (new Set(arns).size < arns.length)
    throw invalidRouting(
      `Routing configuration must contain distinct state machine version ARNs. Received: [${arns.join(", ")}]`,
    );
  const weights = items.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100)
    throw invalidRouting(
      `Sum of routing configuration weights must equal 100. Received: [${weights.join(", ")}]`,
    );
  const [{ name: machine } = { name: "" }] = named;
  if (named.some(({ name }) => name !== machine)) throw notOfOneMachine();
  const routes = named.map(({ qualifier }, index) => ({
    version: Number(qualifier),
    weight: weights[index] ?? 0,
  }));
  return { machine, routes };
}

function notOfOneMachine(): AwsError {
  return invalidRouting("Routing configuration must contain versions of the same state machine.");
}

function invalidRouting(message: string): AwsError {
  return new AwsError("ValidationException", message, {
    members: { reason: "INVALID_ROUTING_CONFIGURATION" },
  });
}
