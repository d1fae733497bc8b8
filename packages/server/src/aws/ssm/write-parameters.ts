import { AwsError } from "../errors/aws-error.ts";
import { keepValue, type Parameter, type ParameterType, parameterTypes } from "./parameter.ts";
import { bareName, parameterNotFound } from "./read-parameters.ts";
import type { SsmOperation } from "./ssm-parts.ts";

/** Source: AWS Systems Manager, PutParameter and "Parameter tiers". */
const nameLengthMax = 1_011;
const levelsMax = 15;
const standardBytesMax = 4_096;
const advancedBytesMax = 8_192;

export const putParameter: SsmOperation = {
  action: "parameters:write",
  async perform({ members, parameters, key, clock, principal, home }) {
    const name = bareName(members.neededText("Name", { min: 1, max: 2_048 }), home);
    const text = members.neededText("Value", { isSensitive: true });
    const type = members.text("Type", { oneOf: parameterTypes });
    const description = members.text("Description", { max: 1_024 });
    const tier = members.text("Tier", { oneOf: ["Standard", "Advanced", "Intelligent-Tiering"] });
    const isOverwrite = members.flag("Overwrite");
    const isTagged = members.objects("Tags", { max: 1_000 }).length > 0;
    const isPatterned = members.text("AllowedPattern") !== undefined;
    members.check();
    checkName(name);
    const bytes = Buffer.byteLength(text);
    if (isTagged && isOverwrite)
      throw new AwsError(
        "ValidationException",
        "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
      );
    if (isPatterned)
      throw new AwsError("InvalidAllowedPatternException", "AllowedPattern is not offered here.");
    const put = await parameters.put(name, (present): Parameter => {
      if (present !== undefined && !isOverwrite)
        throw new AwsError(
          "ParameterAlreadyExists",
          "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
        );
      const fresh = {
        name,
        type: typeOf(type, present),
        version: (present?.version ?? 0) + 1,
        tier: tierOf(tier, bytes, present),
      } as const;
      const kept = keepValue(key, fresh, text);
      const about = description ?? present?.description;
      return {
        ...fresh,
        kept,
        modifiedAtMs: clock.now(),
        modifiedBy: principal,
        ...(about !== undefined && { description: about }),
      };
    });
    return { Version: put.version, Tier: put.tier };
  },
};

export const deleteParameter: SsmOperation = {
  action: "parameters:write",
  async perform({ members, parameters, home }) {
    const name = bareName(members.neededText("Name", { min: 1, max: 2_048 }), home);
    members.check();
    if (!(await parameters.delete(name))) throw parameterNotFound();
    return {};
  },
};

export const deleteParameters: SsmOperation = {
  action: "parameters:write",
  async perform({ members, parameters, home }) {
    const names = [...new Set(members.texts("Names", { min: 1, max: 10 }))];
    members.check();
    const deleted: string[] = [];
    for (const name of names) if (await parameters.delete(bareName(name, home))) deleted.push(name);
    return { DeletedParameters: deleted, InvalidParameters: names.filter((one) => !deleted.includes(one)) };
  },
};

function checkName(name: string): void {
  const isPlain = /^[a-zA-Z0-9_.\-/]+$/.test(name) && name.length <= nameLengthMax;
  const isReserved = /^\/?(?:aws|ssm)/i.test(name);
  const isPath = !name.includes("/") || (name.startsWith("/") && !name.endsWith("/") && !name.includes("//"));
  if (!isPlain || isReserved || !isPath)
    throw new AwsError(
      "ValidationException",
      `Parameter name must be a fully qualified name: at most ${nameLengthMax} letters, digits and . - _, with a leading "/" where it has levels. It can't be prefixed with "aws" or "ssm" (case-insensitive).`,
    );
  if (name.split("/").length - 1 > levelsMax)
    throw new AwsError(
      "HierarchyLevelLimitExceededException",
      `A hierarchy can have a maximum of ${levelsMax} levels.`,
    );
}

function typeOf(text: string | undefined, present: Parameter | undefined): ParameterType {
  const type = parameterTypes.find((one) => one === text) ?? present?.type;
  if (type === undefined)
    throw new AwsError("ValidationException", "A parameter type is required when you create a parameter.");
  if (present !== undefined && (type === "SecureString") !== (present.type === "SecureString"))
    throw new AwsError(
      "HierarchyTypeMismatch",
      "Parameter Store doesn't support changing a parameter type in a hierarchy. For example, you can't change a parameter from a String type to a SecureString type. You must create a new, unique parameter.",
    );
  return type;
}

function tierOf(text: string | undefined, bytes: number, present: Parameter | undefined): Parameter["tier"] {
  const isLarge = bytes > standardBytesMax;
  const wanted = text === "Intelligent-Tiering" && isLarge ? "Advanced" : text;
  const tier = wanted === "Advanced" || present?.tier === "Advanced" ? "Advanced" : "Standard";
  const bytesMax = tier === "Advanced" ? advancedBytesMax : standardBytesMax;
  if (bytes === 0 || bytes > bytesMax)
    throw new AwsError(
      "ValidationException",
      bytes === 0
        ? "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1"
        : tier === "Advanced"
          ? `Advanced tier parameters support a maximum parameter value of ${bytesMax} characters.`
          : `Standard tier parameters support a maximum parameter value of ${bytesMax} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.`,
    );
  return tier;
}
