import type { JsonObject } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";
import { membersOf } from "../json/members.ts";
import { ciphertextOf, type Parameter, readValue } from "./parameter.ts";
import type { SsmOperation, SsmParts, SsmRequest } from "./ssm-parts.ts";

const nameLengthMax = 2_048;

export const getParameter: SsmOperation = {
  action: "parameters:read",
  async perform(request) {
    const { members } = request;
    const name = members.neededText("Name", { min: 1, max: nameLengthMax });
    const isDecrypted = members.flag("WithDecryption");
    members.check();
    const found = await findSelected(request, name);
    if (found.kind === "no-version")
      throw new AwsError(
        "ParameterVersionNotFound",
        `Systems Manager could not find version ${found.selector} of ${found.name}. Verify the version and try again.`,
      );
    if (found.kind === "none") throw parameterNotFound();
    return { Parameter: view(request, found.parameter, { isDecrypted, selector: found.selector }) };
  },
};

export const getParameters: SsmOperation = {
  action: "parameters:read",
  async perform(request) {
    const { members } = request;
    const names = members.texts("Names", { min: 1, max: 10 });
    const isDecrypted = members.flag("WithDecryption");
    members.check();
    const all = await Promise.all(
      [...new Set(names)].map(async (name) => ({ name, found: await findSelected(request, name) })),
    );
    return {
      Parameters: all.flatMap(({ found }) =>
        found.kind === "found"
          ? [view(request, found.parameter, { isDecrypted, selector: found.selector })]
          : [],
      ),
      InvalidParameters: all.flatMap(({ name, found }) => (found.kind === "found" ? [] : [name])),
    };
  },
};

export const getParametersByPath: SsmOperation = {
  action: "parameters:read",
  async perform(request) {
    const { members, parameters } = request;
    const path = members.neededText("Path", { min: 1, max: nameLengthMax });
    const isRecursive = members.flag("Recursive");
    const isDecrypted = members.flag("WithDecryption");
    const limit = members.whole("MaxResults", { min: 1, max: 10 }) ?? 10;
    const token = members.text("NextToken");
    const types = typesOf(request);
    members.check();
    if (!path.startsWith("/"))
      throw new AwsError(
        "ValidationException",
        'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
      );
    const folder = path.endsWith("/") ? path : `${path}/`;
    const inside = (await parameters.all()).filter(
      ({ name, type }) =>
        name.startsWith(folder) &&
        (isRecursive || !name.slice(folder.length).includes("/")) &&
        (types === undefined || types.includes(type)),
    );
    const { items, next } = pageOf(inside, limit, token);
    return { Parameters: items.map((one) => view(request, one, { isDecrypted })), ...next };
  },
};

export const getParameterHistory: SsmOperation = {
  action: "parameters:read",
  async perform(request) {
    const { members, parameters, home } = request;
    const name = bareName(members.neededText("Name", { min: 1, max: nameLengthMax }), home);
    const isDecrypted = members.flag("WithDecryption");
    const limit = members.whole("MaxResults", { min: 1, max: 50 }) ?? 50;
    const token = members.text("NextToken");
    members.check();
    const history = await parameters.history(name);
    if (history.length === 0) throw parameterNotFound();
    const start = token === undefined ? 0 : Number(readToken(token));
    if (!Number.isInteger(start) || start < 0) throw invalidToken();
    const items = history.slice(start, start + limit);
    return {
      Parameters: items.map((one) => ({
        ...described(one),
        Value: valueOf(request, one, isDecrypted),
        Labels: [],
      })),
      ...(start + limit < history.length && { NextToken: toToken(String(start + limit)) }),
    };
  },
};

export const describeParameters: SsmOperation = {
  action: "parameters:describe",
  async perform(request) {
    const { members, parameters } = request;
    const limit = members.whole("MaxResults", { min: 1, max: 50 }) ?? 50;
    const token = members.text("NextToken");
    const filters = members.objects("ParameterFilters", { max: 50 }).map(readFilter);
    members.check();
    const found = (await parameters.all()).filter((one) => filters.every((passes) => passes(one)));
    const { items, next } = pageOf(found, limit, token);
    return { Parameters: items.map(described), ...next };
  },
};

type Found =
  | { readonly kind: "found"; readonly parameter: Parameter; readonly selector: string | undefined }
  | { readonly kind: "no-version"; readonly name: string; readonly selector: string }
  | { readonly kind: "none" };

/** By name, by ARN, and with a version behind a colon. */
async function findSelected({ parameters, home }: SsmParts, text: string): Promise<Found> {
  const bare = bareName(text, home);
  const mark = bare.lastIndexOf(":");
  const [name, selector] = mark < 0 ? [bare, undefined] : [bare.slice(0, mark), bare.slice(mark + 1)];
  const version = selector === undefined ? undefined : Number(selector);
  const isVersion = version === undefined || (Number.isInteger(version) && version > 0);
  const parameter = isVersion ? await parameters.find(name, version) : undefined;
  if (parameter !== undefined)
    return { kind: "found", parameter, selector: selector === undefined ? undefined : `:${selector}` };
  const isThere = selector !== undefined && (await parameters.find(name)) !== undefined;
  return isThere ? { kind: "no-version", name, selector } : { kind: "none" };
}

/**
 * `arn:aws:ssm:REGION:ACCOUNT:parameter/a/b` names `/a/b`; of a name without slashes it names that. One of another
 * region or account names nothing here: no name is like it.
 */
export function bareName(text: string, { region, account }: SsmParts["home"]): string {
  const [, of, rest] = /^arn:[^:]+:ssm:([^:]*:[^:]*):parameter(\/.*)$/.exec(text) ?? [];
  if (rest === undefined || of !== `${region}:${account}`) return text;
  return rest.indexOf("/", 1) < 0 ? rest.slice(1) : rest;
}

function view(
  request: SsmRequest,
  parameter: Parameter,
  { isDecrypted, selector }: { readonly isDecrypted: boolean; readonly selector?: string | undefined },
): JsonObject {
  const { name, type, version, modifiedAtMs } = parameter;
  return {
    Name: name,
    Type: type,
    Value: valueOf(request, parameter, isDecrypted),
    Version: version,
    LastModifiedDate: modifiedAtMs / 1000,
    ARN: arnOf(request, name),
    DataType: "text",
    ...(selector !== undefined && { Selector: selector }),
  };
}

function described({
  name,
  type,
  version,
  modifiedAtMs,
  modifiedBy,
  description,
  tier,
}: Parameter): JsonObject {
  return {
    Name: name,
    Type: type,
    LastModifiedDate: modifiedAtMs / 1000,
    LastModifiedUser: modifiedBy,
    Version: version,
    Tier: tier,
    Policies: [],
    DataType: "text",
    ...(description !== undefined && { Description: description }),
  };
}

function valueOf({ key }: SsmParts, parameter: Parameter, isDecrypted: boolean): string {
  const isPlain = parameter.kept.kind === "plain";
  return isPlain || isDecrypted ? readValue(key, parameter) : ciphertextOf(parameter.kept);
}

function arnOf({ home }: SsmParts, name: string): string {
  const path = name.startsWith("/") ? name : `/${name}`;
  return `arn:${home.partition}:ssm:${home.region}:${home.account}:parameter${path}`;
}

export function parameterNotFound(): AwsError {
  // AWS says no more than its code.
  return new AwsError("ParameterNotFound", "");
}

function typesOf({ members }: SsmRequest): readonly string[] | undefined {
  const filters = members.objects("ParameterFilters", { max: 50 }).map(membersOf);
  const found = filters.map((filter) => {
    const key = filter.neededText("Key");
    if (key !== "Type")
      throw new AwsError(
        "InvalidFilterKey",
        `The following filter key is not valid: ${key.slice(0, 64)}. Valid filter keys include: [Type].`,
      );
    return filter.texts("Values", { max: 50 });
  });
  return found.length === 0 ? undefined : found.flat();
}

function readFilter(object: JsonObject): (parameter: Parameter) => boolean {
  const filter = membersOf(object);
  const key = filter.neededText("Key", { max: 132 });
  const option = filter.text("Option") ?? (key === "Path" ? "OneLevel" : "Equals");
  const values = filter.texts("Values", { max: 50 });
  const any = (test: (value: string) => boolean): boolean => values.some(test);
  const name = (test: (name: string, value: string) => boolean) => (one: Parameter) =>
    any((value) => test(one.name, value));
  switch (`${key} ${option}`) {
    case "Name Equals":
      return name((text, value) => text === value);
    case "Name BeginsWith":
      return name((text, value) => text.startsWith(value));
    case "Name Contains":
      return name((text, value) => text.includes(value));
    case "Type Equals":
      return (one) => values.includes(one.type);
    case "Tier Equals":
      return (one) => values.includes(one.tier);
    case "Path Recursive":
      return name((text, value) => text.startsWith(folderOf(value)));
    case "Path OneLevel":
      return name((text, value) => {
        const folder = folderOf(value);
        return text.startsWith(folder) && !text.slice(folder.length).includes("/");
      });
    default:
      throw new AwsError(
        "InvalidFilterKey",
        `The filter ${key.slice(0, 64)} with the option ${option.slice(0, 64)} is not offered here: Name (Equals, BeginsWith, Contains), Type, Tier, Path (OneLevel, Recursive).`,
      );
  }
}

function folderOf(path: string): string {
  return path.endsWith("/") ? path : `${path}/`;
}

/** Names in order; a page leads on after its last one, whatever was put or deleted since. */
function pageOf(
  all: readonly Parameter[],
  limit: number,
  token: string | undefined,
): { readonly items: readonly Parameter[]; readonly next: JsonObject } {
  const after = token === undefined ? undefined : readToken(token);
  const rest = after === undefined ? all : all.filter(({ name }) => name > after);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rest.length > items.length && last !== undefined;
  return { items, next: hasMore ? { NextToken: toToken(last.name) } : {} };
}

function toToken(text: string): string {
  return Buffer.from(text).toString("base64url");
}

function readToken(token: string): string {
  const text = Buffer.from(token, "base64url").toString();
  if (text === "" || toToken(text) !== token) throw invalidToken();
  return text;
}

function invalidToken(): AwsError {
  return new AwsError("InvalidNextToken", "The specified token isn't valid.");
}
