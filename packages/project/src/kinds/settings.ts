import { isValidTimezone } from "@landbridge/calendar";
import type { ProjectFolder } from "../files/folder.ts";
import type { IssueLog } from "../issue.ts";
import { projectLimits } from "../limits.ts";
import { checkShape } from "../schemas/check-shape.ts";
import { projectFileSchema } from "../schemas/project.ts";
import type { SourceDocument } from "../source/document.ts";
import { parseYaml } from "../source/parse-yaml.ts";
import type { Settings } from "./reading.ts";

export const PROJECT_FILE = "landbridge.yaml";
const DEFAULT_TIMEZONE = "UTC";
/** On the ground nobody assumes a role, but AWS's API shows one for every state machine. */
const DEFAULT_ROLE_ARN = "arn:aws:iam::000000000000:role/landbridge";

/** With mistakes in the file: what can be told of it, so that the other files are checked all the same. */
export async function readSettings(folder: ProjectFolder, issues: IssueLog): Promise<Settings> {
  const text = await folder.readText(PROJECT_FILE, projectLimits.yamlBytesMax);
  const document = text === undefined ? undefined : parseYaml(PROJECT_FILE, text, issues);
  const shape = document === undefined ? undefined : checkShape(document, projectFileSchema, issues);
  if (shape === undefined || document === undefined)
    return { name: "", parameters: undefined, timezone: DEFAULT_TIMEZONE, roleArn: DEFAULT_ROLE_ARN };
  const timezone = shape.defaults?.timezone ?? DEFAULT_TIMEZONE;
  checkTimezone(document, "/defaults/timezone", timezone, issues);
  return {
    name: shape.name,
    parameters: shape.parameters ?? {},
    timezone,
    roleArn: shape.defaults?.roleArn ?? DEFAULT_ROLE_ARN,
    ...(shape.limits === "ground" && { limits: shape.limits }),
  };
}

export function checkTimezone(
  document: SourceDocument,
  path: string,
  timezone: string,
  issues: IssueLog,
): boolean {
  if (isValidTimezone(timezone)) return true;
  const message = `"${timezone}" is no time zone`;
  const hint =
    "write an IANA name such as Europe/Berlin or UTC; an offset such as +01:00 knows no daylight saving";
  issues.add({
    file: document.file,
    path,
    place: document.locate(path),
    code: "INVALID_TIMEZONE",
    message,
    hint,
  });
  return false;
}
