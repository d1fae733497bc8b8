import type { Store } from "@landbridge/store";
import { engineError } from "../errors.ts";
import type { MachineRecord } from "../rows/machine-row.ts";
import { findAlias } from "./alias-rows.ts";
import { routeAt } from "./aliases.ts";
import { getRevision } from "./stored-machine.ts";
import { findVersion } from "./version-rows.ts";

/** Which revision of its machine an execution runs, and by what it was chosen. */
export interface ExecutionTarget {
  readonly revision: string;
  readonly roleArn: string;
  readonly version?: number;
  readonly alias?: string;
}

/**
 * Throws StateMachineDoesNotExist.
 * @param chance in [0, 1): which of an alias's versions it is
 */
export async function qualifiedTarget(
  store: Store,
  { name, arn }: MachineRecord,
  qualifier: string,
  chance: number,
): Promise<ExecutionTarget> {
  const missing = (): Error => engineError("StateMachineDoesNotExist", `'${arn}:${qualifier}'`);
  const isNumber = isVersionNumber(qualifier);
  const alias = isNumber ? undefined : await findAlias(store, name, qualifier);
  const number = isNumber ? Number(qualifier) : alias && routeAt(alias, chance)?.version;
  const version = number === undefined ? undefined : await findVersion(store, name, number);
  if (version === undefined) throw missing();
  const { roleArn } = await getRevision(store, name, version.revision);
  return {
    revision: version.revision,
    roleArn,
    version: version.number,
    ...(alias !== undefined && { alias: alias.name }),
  };
}

/** An alias's name is never a number. */
export function isVersionNumber(qualifier: string): boolean {
  return /^[1-9]\d{0,8}$/.test(qualifier);
}
