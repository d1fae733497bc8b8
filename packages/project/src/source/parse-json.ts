import type { Json } from "@landbridge/model";
import { IssueLog } from "../issue.ts";
import { projectLimits } from "../limits.ts";
import type { SourceDocument } from "./document.ts";
import { jsonFaultPlace } from "./json-fault.ts";
import { parseYaml } from "./parse-yaml.ts";

/** Reads JSON; undefined after reporting why it is none. */
export function parseJsonSource(file: string, text: string, issues: IssueLog): SourceDocument | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return { file, value, locate: lazyLocate(file, text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `this is not JSON: ${reason}`;
    return issues.add({ file, code: "JSON_SYNTAX", message, place: jsonFaultPlace(text) });
  }
}

/** JSON is YAML, whose parser knows positions; it is slow, so only what has mistakes goes through it. */
function lazyLocate(file: string, text: string): SourceDocument["locate"] {
  let asYaml: SourceDocument | undefined;
  let isParsed = text.length > projectLimits.locatedJsonBytesMax;
  return (pointer) => {
    // Its own complaints are of no interest: JSON.parse has taken the text.
    if (!isParsed) asYaml = parseYaml(file, text, new IssueLog());
    isParsed = true;
    return asYaml?.locate(pointer);
  };
}
