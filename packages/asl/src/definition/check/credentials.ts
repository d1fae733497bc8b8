import { activityNameOf } from "../resource.ts";
import { has, readObject, reject, reportMissing, type Source } from "../source.ts";

/** The history tells of the role, so that a definition runs alike in both homes; on the ground none is assumed. */
export function checkCredentials(task: Source): void {
  const credentials = readObject(task, "Credentials");
  if (credentials === undefined) return;
  if (!has(credentials, "RoleArn") && !has(credentials, "RoleArn.$")) reportMissing(credentials, "RoleArn");
  const { Resource: resource } = task.object;
  if (typeof resource !== "string" || activityNameOf(resource) === undefined) return;
  reject(task, "Credentials", "The field 'Credentials' is not supported for activities");
}
