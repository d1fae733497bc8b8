import { has, readObject, reportRequired, type Source } from "../source.ts";

/** The history tells of the role, so that a definition runs alike in both homes; on the ground none is assumed. */
export function checkCredentials(task: Source): void {
  const credentials = readObject(task, "Credentials");
  if (credentials === undefined) return;
  if (!has(credentials, "RoleArn") && !has(credentials, "RoleArn.$")) reportRequired(credentials, "RoleArn");
}
