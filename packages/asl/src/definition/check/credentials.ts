import { has, readObject, reportRequired, type Source } from "../source.ts";

/** Accepted, so that a definition runs in both homes; on the ground a task assumes no role. */
export function checkCredentials(task: Source): void {
  const credentials = readObject(task, "Credentials");
  if (credentials === undefined) return;
  if (!has(credentials, "RoleArn") && !has(credentials, "RoleArn.$")) reportRequired(credentials, "RoleArn");
}
