import type { EntryPart, Store } from "@landbridge/store";
import { stateMachineArn } from "../arns.ts";
import { plainError } from "../errors.ts";
import { revisionIdOf } from "../rows/machine-row.ts";
import { aliasesOf } from "./alias-rows.ts";
import { type CatalogueParts, change, together } from "./change.ts";
import { findStored, getStored, machineWrite, type StoredMachine } from "./stored-machine.ts";
import { findVersion, listVersions, type MachineVersion, versionKey } from "./version-rows.ts";

/** Source: Step Functions, "Service quotas". */
export const versionsMax = 1_000;

/** The same revision again gives the version that there is. Throws StateMachineDoesNotExist, ConflictException, ServiceQuotaExceededException. */
export function publishVersion(
  parts: CatalogueParts,
  request: { readonly machine: string; readonly revisionId?: string; readonly description?: string },
): Promise<MachineVersion> {
  const { store, home } = parts;
  return change(parts, async () => {
    const stored = await getStored(store, home, request.machine);
    const { revision } = stored.record;
    if (request.revisionId !== undefined && request.revisionId !== revisionIdOf(revision)) {
      throw plainError(
        "ConflictException",

        `Failed to publish the State Machine version for revision ${request.revisionId}. The current State Machine revision is ${revisionIdOf(revision)}.`,
      );
    }
    const published = await publication(parts, stored, revision, request.description);
    if (!published.isNew) return { answer: published.version };
    const { number } = published.version;
    return {
      entry: together(machineWrite(stored, { versionsMade: number }), published.entry),
      answer: published.version,
    };
  });
}

/** What to commit, beside the machine's own row, so that the revision has a version. */
export async function publication(
  { store, clock, home }: CatalogueParts,
  stored: Pick<StoredMachine, "record">,
  revision: string,
  description: string | undefined,
): Promise<{ readonly isNew: boolean; readonly version: MachineVersion; readonly entry: EntryPart }> {
  const { name: machine, versionsMade = 0 } = stored.record;
  const known = versionsMade === 0 ? undefined : await findVersion(store, machine, versionsMade);
  if (known?.revision === revision)
    return { isNew: false, version: known, entry: { guards: [], writes: [] } };
  await refuseTooMany(store, machine);
  const number = versionsMade + 1;
  const version: MachineVersion = {
    number,
    arn: `${stateMachineArn(home, machine)}:${number}`,
    revision,
    ...(description !== undefined && { description }),
    createdAt: clock.now(),
  };
  const key = versionKey(machine, number);
  const entry: EntryPart = {
    guards: [{ kind: "absent", table: "versions", key }],
    writes: [
      {
        kind: "insert",
        table: "versions",
        key,
        columns: { machine, number },
        body: JSON.stringify(version),
      },
    ],
  };
  return { isNew: true, version, entry };
}

async function refuseTooMany(store: Store, machine: string): Promise<void> {
  const { versions } = await listVersions(store, machine, { limit: versionsMax });
  if (versions.length < versionsMax) return;
  throw plainError(
    "ServiceQuotaExceededException",
    `A state machine has at most ${versionsMax} versions; delete some.`,
  );
}

/** One that is gone is deleted already. Throws ConflictException where an alias routes to it. */
export function deleteVersion(parts: CatalogueParts, machine: string, number: number): Promise<undefined> {
  const { store } = parts;
  return change(parts, async () => {
    const stored = await findStored(store, machine);
    const key = versionKey(machine, number);
    const row = await store.get("versions", key);
    if (stored === undefined || row === undefined) return { answer: undefined };
    const users = (await aliasesOf(store, machine)).filter(({ routes }) =>
      routes.some((route) => route.version === number),
    );
    if (users.length > 0) {
      throw plainError(
        "ConflictException",

        `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${users.map(({ name }) => name).join(", ")}]`,
      );
    }
    const entry: EntryPart = {
      guards: [{ kind: "version", table: "versions", key, version: row.version }],
      writes: [{ kind: "delete", table: "versions", key }],
    };
    return { entry: together(machineWrite(stored), entry), answer: undefined };
  });
}
