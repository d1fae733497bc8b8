import { existsSync } from "node:fs";
import { tmpdir } from "node:os";

/** A folder that is missing must end as Lambda's import error, which the runtime gives, not as a failed start. */
export function workingDirectory(taskRoot: string): string {
  return existsSync(taskRoot) ? taskRoot : tmpdir();
}
