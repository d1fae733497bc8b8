import { checkFields } from "../check/fields.ts";
import { resultWriterFields, writerConfigFields } from "../fields.ts";
import type { ResultWriter } from "../machine.ts";
import { has, readObject, readOneOf, readString, reject, type Source } from "../source.ts";
import type { DistributedCompilers } from "./distributed.ts";

/** Source: AWS Step Functions Developer Guide, "ResultWriter (Map)", "Required field combinations". */
export function compileResultWriter(
  state: Source,
  compilers: DistributedCompilers,
): ResultWriter | undefined {
  const source = readObject(state, "ResultWriter");
  if (source === undefined) return undefined;
  const { parametersField } = compilers;
  checkFields(source, [...resultWriterFields, parametersField]);
  const config = readObject(source, "WriterConfig");
  if (config !== undefined) checkFields(config, writerConfigFields);
  const [hasResource, hasParameters] = [has(source, "Resource"), has(source, parametersField)];
  if (hasResource !== hasParameters || (!hasResource && config === undefined)) {
    reject(source, undefined, `Either 'Resource' with '${parametersField}', or 'WriterConfig', is required`);
    return undefined;
  }
  const resource = readString(source, "Resource");
  if (resource !== undefined && !resource.endsWith(":::s3:putObject")) {
    const hint = `Found '${resource}'; give arn:aws:states:::s3:putObject`;
    reject(source, "Resource", "The field 'Resource' does not match any of the allowed values", hint);
  }
  const place = hasParameters ? compilers.parameters(source) : undefined;
  const transformation = config && readOneOf(config, "Transformation", ["NONE", "COMPACT", "FLATTEN"]);
  const outputType = config && readOneOf(config, "OutputType", ["JSON", "JSONL"]);
  return {
    place,
    transformation: transformation ?? (place === undefined ? "COMPACT" : "NONE"),
    outputType: outputType ?? "JSON",
  };
}
