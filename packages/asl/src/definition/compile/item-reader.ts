import { checkFields } from "../check/fields.ts";
import { itemReaderFields, readerConfigFields } from "../fields.ts";
import type { ItemFormatName, ItemReader } from "../machine.ts";
import {
  has,
  readKind,
  readObject,
  readOneOf,
  readString,
  readTexts,
  reject,
  reportMissing,
  requireFields,
  type Source,
} from "../source.ts";
import type { DistributedCompilers } from "./distributed.ts";

// Where a distributed Map's items come from. Source: AWS Step Functions Developer Guide, "ItemReader (Map)".

const getObject = "s3:getObject";
const listObjects = "s3:listObjectsV2";
const formats = ["CSV", "JSON", "JSONL", "PARQUET"] as const satisfies readonly ItemFormatName[];
const inputTypes = [...formats, "MANIFEST"] as const;
const delimiters = ["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"] as const;
const noFields = { object: {} };

/** `undefined`: there is none, or it is wrong and that was reported. */
export function compileItemReader(state: Source, compilers: DistributedCompilers): ItemReader | undefined {
  const source = readObject(state, "ItemReader");
  if (source === undefined) return undefined;
  requireFields(source, ["Resource", compilers.parametersField]);
  checkFields(source, [...itemReaderFields, compilers.parametersField]);
  const config = readObject(source, "ReaderConfig") ?? { ...source, ...noFields };
  checkFields(config, compilers.hasPaths ? [...readerConfigFields, "MaxItemsPath"] : readerConfigFields);
  const resource = readResource(source);
  const parameters = compilers.parameters(source);
  const contents = resource === "list" ? listContents(config) : objectContents(config);
  const maxItems = compilers.count(config, "MaxItems", 0);
  if (resource === undefined || parameters === undefined || contents === undefined) return undefined;
  return { resource, parameters, maxItems, ...contents };
}

function readResource(source: Source): ItemReader["resource"] | undefined {
  const resource = readString(source, "Resource");
  if (resource === undefined) return undefined;
  if (resource.endsWith(`:::${getObject}`)) return "object";
  if (resource.endsWith(`:::${listObjects}`)) return "list";
  const hint = `Found '${resource}'; give arn:aws:states:::${getObject} or arn:aws:states:::${listObjects}`;
  reject(source, "Resource", "The field 'Resource' does not match any of the allowed values", hint);
  return undefined;
}

type Contents = Pick<ItemReader, "manifest" | "format">;

/** Of a list the objects themselves are the items, or with LOAD_AND_FLATTEN what is in them. */
function listContents(config: Source): Contents | undefined {
  const how = readOneOf(config, "Transformation", ["NONE", "LOAD_AND_FLATTEN"]);
  if (how !== "LOAD_AND_FLATTEN") return { manifest: undefined, format: undefined };
  return objectContents(config);
}

function objectContents(config: Source): Contents | undefined {
  const inputType = readKind(config, "InputType", inputTypes);
  const type = readOneOf(config, "ManifestType", ["ATHENA_DATA", "S3_INVENTORY"]);
  // An inventory's type is known: its files are CSV.
  if (type === "S3_INVENTORY") return { manifest: type, format: undefined };
  if (!has(config, "InputType")) reportMissing(config, "InputType");
  if (inputType === undefined) return undefined;
  if (inputType === "MANIFEST") return { manifest: type ?? "S3_INVENTORY", format: undefined };
  const format = readFormat(config, inputType);
  return format && { manifest: type, format };
}

function readFormat(config: Source, type: ItemFormatName): ItemReader["format"] {
  const pointer = readString(config, "ItemsPointer");
  const headers = readHeaders(config, type);
  const delimiter = readOneOf(config, "CSVDelimiter", delimiters) ?? "COMMA";
  return { type, pointer, headers, delimiter };
}

function readHeaders(config: Source, type: ItemFormatName): readonly string[] | undefined {
  const location = readKind(config, "CSVHeaderLocation", ["FIRST_ROW", "GIVEN"]);
  if (type === "CSV" && !has(config, "CSVHeaderLocation")) reportMissing(config, "CSVHeaderLocation");
  if (type === "JSON" && has(config, "CSVHeaderLocation")) {
    reject(config, undefined, "Field 'CSVHeaderLocation' is not supported", "JSON has its own names");
  }
  if (location === "GIVEN") requireFields(config, ["CSVHeaders"]);
  const headers = readTexts(config, "CSVHeaders");
  return location === "GIVEN" ? headers : undefined;
}
