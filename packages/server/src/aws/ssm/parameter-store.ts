import { assert } from "@landbridge/model";
import type { Guard, Outcome, Store, Write } from "@landbridge/store";
import { AwsError } from "../errors/aws-error.ts";
import { encodeParameter, type Parameter, readParameter } from "./parameter.ts";

/** Parameters as rows: the newest version under its name, older ones under NAME:VERSION. */
export interface ParameterStore {
  find(name: string, version?: number): Promise<Parameter | undefined>;
  /** The newest versions, in the order of their names. */
  all(): Promise<readonly Parameter[]>;
  /** Oldest first. */
  history(name: string): Promise<readonly Parameter[]>;
  /** @param next the new version, from what is there now. Throws ParameterLimitExceeded, TooManyUpdates. */
  put(name: string, next: (present: Parameter | undefined) => Parameter): Promise<Parameter>;
  /** False: there is none. */
  delete(name: string): Promise<boolean>;
}

export interface ParameterStoreParts {
  readonly store: Store;
  readonly partition: number | null;
  readonly epoch: () => number;
}

/** Source: AWS General Reference, Systems Manager quotas: standard parameters of an account, and their history. */
const parametersMax = 10_000;
const versionsMax = 100;
const triesMax = 5;

export function createParameterStore({ store, partition, epoch }: ParameterStoreParts): ParameterStore {
  async function commit(guards: readonly Guard[], writes: readonly Write[]): Promise<Outcome> {
    const [outcome] = await store.commit([{ partition, epoch: epoch(), guards, writes }]);
    assert(outcome !== undefined, "a commit of one entry has one outcome");
    return outcome;
  }
  async function get(key: string) {
    const row = await store.get("parameters", key);
    return row === undefined ? undefined : { version: row.version, parameter: readParameter(row.body) };
  }
  async function find(name: string, version?: number): Promise<Parameter | undefined> {
    const newest = (await get(name))?.parameter;
    if (version === undefined || newest === undefined || newest.version === version) return newest;
    return version > newest.version ? undefined : (await get(`${name}:${version}`))?.parameter;
  }
  async function all(): Promise<readonly Parameter[]> {
    const found: Parameter[] = [];
    let after: string | undefined;
    do {
      const page = await store.list("parameters", {
        orderBy: "listedAt",
        direction: "ascending",
        limit: 1_000,
        ...(after !== undefined && { after }),
      });
      found.push(...page.rows.map((row) => readParameter(row.body)));
      after = page.next;
    } while (after !== undefined);
    return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }
  async function tryPut(
    name: string,
    next: (present: Parameter | undefined) => Parameter,
  ): Promise<Parameter | undefined> {
    const row = await get(name);
    const fresh = next(row?.parameter);
    const body = encodeParameter(fresh);
    if (row === undefined) {
      if ((await all()).length >= parametersMax)
        throw new AwsError(
          "ParameterLimitExceeded",
          `There are ${parametersMax} parameters, and there may be no more.`,
        );
      const columns = { listedAt: fresh.modifiedAtMs };
      const outcome = await commit(
        [{ kind: "absent", table: "parameters", key: name }],
        [{ kind: "insert", table: "parameters", key: name, columns, body }],
      );
      return outcome.ok ? fresh : undefined;
    }
    const { version } = row.parameter;
    const outlived = `${name}:${version - versionsMax + 1}`;
    const isOutlived = version >= versionsMax && (await get(outlived)) !== undefined;
    const outcome = await commit(
      [{ kind: "version", table: "parameters", key: name, version: row.version }],
      [
        {
          kind: "insert",
          table: "parameters",
          key: `${name}:${version}`,
          columns: { listedAt: null },
          body: encodeParameter(row.parameter),
        },
        {
          kind: "update",
          table: "parameters",
          key: name,
          columns: { listedAt: fresh.modifiedAtMs },
          body,
        },
        ...(isOutlived ? [{ kind: "delete", table: "parameters", key: outlived } as const] : []),
      ],
    );
    return outcome.ok ? fresh : undefined;
  }
  return {
    find,
    all,
    async history(name) {
      const newest = (await get(name))?.parameter;
      if (newest === undefined) return [];
      const oldest = Math.max(1, newest.version - versionsMax + 1);
      const versions = Array.from({ length: newest.version - oldest }, (_, at) => oldest + at);
      const found = await Promise.all(versions.map((version) => get(`${name}:${version}`)));
      return [...found.flatMap((one) => (one === undefined ? [] : [one.parameter])), newest];
    },
    async put(name, next) {
      for (let count = 0; count < triesMax; count += 1) {
        const done = await tryPut(name, next);
        if (done !== undefined) return done;
      }
      throw new AwsError("TooManyUpdates", "There are concurrent updates for this parameter; try again.");
    },
    async delete(name) {
      for (let count = 0; count < triesMax; count += 1) {
        const row = await get(name);
        if (row === undefined) return false;
        const older = Array.from({ length: versionsMax }, (_, at) => row.parameter.version - 1 - at);
        const present = await Promise.all(
          older.filter((one) => one > 0).map(async (one) => ((await get(`${name}:${one}`)) ? [one] : [])),
        );
        const outcome = await commit(
          [{ kind: "version", table: "parameters", key: name, version: row.version }],
          [
            { kind: "delete", table: "parameters", key: name },
            ...present
              .flat()
              .map((one) => ({ kind: "delete", table: "parameters", key: `${name}:${one}` }) as const),
          ],
        );
        if (outcome.ok) return true;
      }
      throw new AwsError("TooManyUpdates", "There are concurrent updates for this parameter; try again.");
    },
  };
}
