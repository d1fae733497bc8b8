import { variableReferences } from "@landbridge/asl";
import {
  type Catalogue,
  defaultSettings,
  isValidName,
  isVersionNumber,
  type MachineRecord,
  type MachineVersion,
  revisionIdOf,
  stateMachineArn,
} from "@landbridge/engine";
import { epochMs, type JsonObject } from "@landbridge/model";
import { invokeFunctionMachine } from "../../launching/invoke-function.ts";
import { AwsError } from "../errors/aws-error.ts";
import { answer, toSeconds } from "../json/service.ts";
import { checkRoleArn, isHere, type MachineName, machineIn } from "./arns.ts";
import type { Handlers, StepFunctionsParts } from "./handlers.ts";
import { cursorIn, limitOf, tokenOf } from "./page-token.ts";
import { settingsBody, settingsIn } from "./settings.ts";
import { tagsIn } from "./tags.ts";

type Operations =
  | "CreateStateMachine"
  | "UpdateStateMachine"
  | "DeleteStateMachine"
  | "DescribeStateMachine"
  | "ListStateMachines";

export function machineHandlers({ engine, home }: StepFunctionsParts): Handlers<Operations> {
  const { catalogue } = engine;

  async function describedVersion(
    { name, qualifier }: MachineName,
    arn: string,
  ): Promise<MachineVersion | undefined> {
    if (qualifier === undefined) return undefined;
    const version = isVersionNumber(qualifier) ? await catalogue.version(name, Number(qualifier)) : undefined;
    if (version === undefined) throw machineMissing(arn);
    return version;
  }

  return {
    async CreateStateMachine(input) {
      const { name, definition, roleArn, type = "STANDARD", publish = false, versionDescription } = input;
      checkDescription(publish, versionDescription);
      if (!isValidName(name)) throw new AwsError("InvalidName", `Invalid Name: '${name}'`);
      checkRoleArn(roleArn);
      const made = await catalogue.createMachine({
        name,
        definition,
        roleArn,
        type,
        settings: { ...defaultSettings, ...settingsIn(input) },
        tags: tagsIn(input.tags ?? [], stateMachineArn(home, name)),
        isPublished: publish,
        ...(versionDescription !== undefined && { versionDescription }),
      });
      return answer({
        stateMachineArn: made.arn,
        creationDate: toSeconds(made.createdAt),
        stateMachineVersionArn: made.versionArn,
      });
    },
    async UpdateStateMachine(input) {
      const { stateMachineArn: arn, definition, roleArn, publish = false, versionDescription } = input;
      checkDescription(publish, versionDescription);
      const { name, qualifier } = unlabelled(machineIn(arn));
      const settings = settingsIn(input);
      if (definition === undefined && roleArn === undefined && Object.keys(settings).length === 0)
        throw new AwsError(
          "MissingRequiredParameter",
          "Either the definition, the role ARN, the LoggingConfiguration, the TracingConfiguration, or the EncryptionConfiguration must be specified",
        );
      if (roleArn !== undefined) checkRoleArn(roleArn);
      if (qualifier !== undefined || !isHere(arn, home)) throw machineMissing(arn);
      const updated = await catalogue.updateMachine({
        name,
        settings,
        isPublished: publish,
        ...(definition !== undefined && { definition }),
        ...(roleArn !== undefined && { roleArn }),
        ...(versionDescription !== undefined && { versionDescription }),
      });
      return answer({
        updateDate: toSeconds(updated.updatedAt),
        revisionId: updated.revisionId,
        stateMachineVersionArn: updated.versionArn,
      });
    },
    async DeleteStateMachine({ stateMachineArn: arn }) {
      const { name, qualifier } = unlabelled(machineIn(arn));
      if (qualifier !== undefined) throw invalidQualified(arn);
      if (isHere(arn, home)) await catalogue.deleteMachine(name);
      return {};
    },
    async DescribeStateMachine({ stateMachineArn: arn, includedData }) {
      const named = machineIn(arn);
      if (!isHere(arn, home)) throw machineMissing(arn);
      const deleting = await catalogue.findDeleting(named.name);
      const machine = deleting ?? (await catalogue.machine(named.name));
      const version = await describedVersion(named, arn);
      const revision = version?.revision ?? machine.revision;
      const { definition, type, roleArn, settings, isFirst } = await catalogue.revision(named.name, revision);
      const isWhole = includedData !== "METADATA_ONLY";
      return answer({
        stateMachineArn: arn,
        name: machine.name,
        status: deleting === undefined ? "ACTIVE" : "DELETING",
        definition: isWhole ? definition : "",
        roleArn,
        type,
        creationDate: toSeconds(version?.createdAt ?? epochMs(machine.createdAt)),
        ...settingsBody(settings ?? defaultSettings),
        label: named.label,
        revisionId: isFirst ? undefined : revisionIdOf(revision),
        description: version?.description,
        variableReferences: isWhole ? variableReferences(definition) : undefined,
      });
    },
    async ListStateMachines(query) {
      const list = ["ListStateMachines"];
      const page = await visibleMachines(catalogue, limitOf(query), cursorIn(list, query));
      return answer({
        stateMachines: page.machines.map(
          ({ name, type, createdAt }): JsonObject => ({
            stateMachineArn: stateMachineArn(home, name),
            name,
            type,
            creationDate: toSeconds(createdAt),
          }),
        ),
        nextToken: page.next === undefined ? undefined : tokenOf(list, page.next),
      });
    },
  };
}

/** A page without what is our own; it is as full as it can be. */
async function visibleMachines(
  catalogue: Pick<Catalogue, "machines">,
  limit: number,
  from: string | undefined,
): ReturnType<Catalogue["machines"]> {
  const machines: MachineRecord[] = [];
  let after = from;
  do {
    const page = await catalogue.machines({
      limit: limit - machines.length,
      ...(after !== undefined && { after }),
    });
    machines.push(...page.machines.filter(({ name }) => name !== invokeFunctionMachine.name));
    after = page.next;
  } while (after !== undefined && machines.length < limit);
  return { machines, ...(after !== undefined && { next: after }) };
}

export function machineMissing(arn: string): AwsError {
  return new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
}

/** Throws ValidationException for a distributed Map's ARN. */
export function unlabelled(named: MachineName): MachineName {
  if (named.label === undefined) return named;
  throw new AwsError(
    "ValidationException",
    "This operation does not support ARNs of distributed map states.",
    {
      members: { reason: "API_DOES_NOT_SUPPORT_LABELED_ARNS" },
    },
  );
}

function invalidQualified(arn: string): AwsError {
  return new AwsError("ValidationException", `State machine ARN must not be qualified: '${arn}'`);
}

function checkDescription(isPublished: boolean, description: string | undefined): void {
  if (description === undefined || isPublished) return;
  throw new AwsError("ValidationException", "Version description can only be set when publish is true");
}
