import { randomUUID } from "node:crypto";
import { describeIssues, parseMachine } from "@landbridge/asl";
import { type EpochMs, epochMs } from "@landbridge/model";
import type { EntryPart, Store, Write } from "@landbridge/store";
import { stateMachineArn } from "../arns.ts";
import { engineError, plainError } from "../errors.ts";
import {
  defaultSettings,
  type MachineRecord,
  type MachineSettings,
  type RevisionRecord,
  readMachineRow,
  revisionIdOf,
  revisionKey,
} from "../rows/machine-row.ts";
import { aliasesOf, aliasKey } from "./alias-rows.ts";
import { type CatalogueParts, change, together } from "./change.ts";
import { findStored, getRevision, getStored, machineWrite, readStored } from "./stored-machine.ts";
import { deletedTags, firstTags, type Tag } from "./tags.ts";
import { listVersions, versionKey } from "./version-rows.ts";
import { publication, versionsMax } from "./versions.ts";

// State machines as AWS's API makes, changes and deletes them. Those of a project folder are of the same kind,
// but change with their folder only.

export interface CreateMachine {
  readonly name: string;
  readonly type: MachineRecord["type"];
  readonly definition: string;
  readonly roleArn: string;
  readonly settings: MachineSettings;
  readonly tags: readonly Tag[];
  readonly isPublished: boolean;
  readonly versionDescription?: string;
}

export interface CreatedMachine {
  readonly arn: string;
  readonly createdAt: EpochMs;
  readonly versionArn?: string;
}

export interface UpdateMachine {
  readonly name: string;
  readonly definition?: string;
  readonly roleArn?: string;
  readonly settings: Partial<MachineSettings>;
  readonly isPublished: boolean;
  readonly versionDescription?: string;
}

export interface UpdatedMachine {
  readonly updatedAt: EpochMs;
  /** Absent: nothing changed. */
  readonly revisionId?: string;
  readonly versionArn?: string;
}

/** Throws InvalidDefinition, StateMachineAlreadyExists, TooManyTags. */
export function createMachine(parts: CatalogueParts, request: CreateMachine): Promise<CreatedMachine> {
  const { store, clock, home } = parts;
  checkDefinition(request.definition, request.type);
  const arn = stateMachineArn(home, request.name);
  return change(parts, async () => {
    const stored = await readStored(store, request.name);
    if (stored !== undefined && stored.record.isDeleted !== true) {
      return { answer: await repeated(parts, stored.record, request) };
    }
    const { name, type, roleArn } = request;
    const now = clock.now();
    const revision = randomUUID();
    const record: MachineRecord = {
      name,
      arn,
      type,
      roleArn,
      revision,
      createdAt: now,
      updatedAt: now,
      owner: "api",
      // Numbers of versions are never used again, also not after the name was.
      versionsMade: stored?.record.versionsMade ?? 0,
      published: {
        isWanted: request.isPublished,
        ...(request.versionDescription !== undefined && { description: request.versionDescription }),
      },
    };
    const published = request.isPublished
      ? await publication(parts, { record }, revision, request.versionDescription)
      : undefined;
    const versionsMade = published?.version.number ?? record.versionsMade;
    const row = JSON.stringify({ ...record, versionsMade });
    const columns = { createdAt: now, listed: 0 };
    const machine: EntryPart =
      stored === undefined
        ? {
            guards: [{ kind: "absent", table: "machines", key: name }],
            writes: [{ kind: "insert", table: "machines", key: name, columns, body: row }],
          }
        : {
            guards: [{ kind: "version", table: "machines", key: name, version: stored.version }],
            writes: [{ kind: "update", table: "machines", key: name, columns, body: row }],
          };
    const entry = together(
      machine,
      revisionWrite(name, revision, { ...request, isFirst: true, madeAt: now }),
      published?.entry ?? { guards: [], writes: [] },
      firstTags(arn, request.tags),
    );
    const answer = {
      arn,
      createdAt: now,
      ...(published !== undefined && { versionArn: published.version.arn }),
    };
    return { entry, answer };
  });
}

/**
 * Source: CreateStateMachine: the same name, definition, type, logging, tracing, encryption, publish and version
 * description are the same request; role and tags do not count.
 */
async function repeated(
  { store }: CatalogueParts,
  record: MachineRecord,
  request: CreateMachine,
): Promise<CreatedMachine> {
  const { definition, settings = defaultSettings } = await getRevision(store, record.name, record.revision);
  const { isWanted = false, description } = record.published ?? {};
  const present = [definition, record.type, settings, isWanted, description ?? null];
  const wanted = [
    request.definition,
    request.type,
    request.settings,
    request.isPublished,
    request.versionDescription ?? null,
  ];
  if (JSON.stringify(present) !== JSON.stringify(wanted))
    throw engineError("StateMachineAlreadyExists", `'${record.arn}'`);
  const createdAt = epochMs(record.createdAt);
  if (!isWanted) return { arn: record.arn, createdAt };
  return { arn: record.arn, createdAt, versionArn: `${record.arn}:${record.versionsMade ?? 1}` };
}

/** Throws StateMachineDoesNotExist, InvalidDefinition, ConflictException, ServiceQuotaExceededException. */
export function updateMachine(parts: CatalogueParts, request: UpdateMachine): Promise<UpdatedMachine> {
  const { store, clock, home } = parts;
  return change(parts, async () => {
    const stored = await getStored(store, home, request.name);
    refuseForeign(stored.record, "ConflictException");
    const { name, type } = stored.record;
    if (request.definition !== undefined) checkDefinition(request.definition, type);
    const before = await getRevision(store, name, stored.record.revision);
    const after: Revision = {
      definition: request.definition ?? before.definition,
      roleArn: request.roleArn ?? before.roleArn,
      type,
      settings: { ...(before.settings ?? defaultSettings), ...request.settings },
    };
    const isChanged = !isSameRevision(before, after);
    const now = clock.now();
    const revision = isChanged ? randomUUID() : stored.record.revision;
    const published = request.isPublished
      ? await publication(parts, stored, revision, request.versionDescription)
      : undefined;
    const answer: UpdatedMachine = {
      updatedAt: now,
      ...(isChanged && { revisionId: revisionIdOf(revision) }),
      ...(published !== undefined && { versionArn: published.version.arn }),
    };
    if (!isChanged && published?.isNew !== true) return { answer };
    const versionsMade = published?.version.number ?? stored.record.versionsMade ?? 0;
    const entry = together(
      machineWrite(stored, { roleArn: after.roleArn, revision, updatedAt: now, versionsMade }),
      isChanged ? revisionWrite(name, revision, { ...after, madeAt: now }) : { guards: [], writes: [] },
      published?.entry ?? { guards: [], writes: [] },
    );
    return { entry, answer };
  });
}

/**
 * Takes the machine out of force, with its versions, aliases and tags; the caller stops its executions. One that
 * is gone is deleted already: `undefined`. Throws ValidationException for one of a project folder.
 */
export function deleteMachine(parts: CatalogueParts, name: string): Promise<MachineRecord | undefined> {
  const { store, clock } = parts;
  return change(parts, async () => {
    const stored = await findStored(store, name);
    if (stored === undefined) return { answer: undefined };
    const { record, version } = stored;
    refuseForeign(record, "ValidationException");
    const { versions } = await listVersions(store, name, { limit: versionsMax });
    const aliases = await aliasesOf(store, name);
    const gone: Write[] = [
      ...versions.map(
        ({ number }): Write => ({ kind: "delete", table: "versions", key: versionKey(name, number) }),
      ),
      ...aliases.map(
        (alias): Write => ({ kind: "delete", table: "aliases", key: aliasKey(name, alias.name) }),
      ),
    ];
    const deleted: MachineRecord = { ...record, isDeleted: true, updatedAt: clock.now() };
    const body = JSON.stringify(deleted);
    const entry = together(
      {
        guards: [{ kind: "version", table: "machines", key: name, version }],
        writes: [{ kind: "update", table: "machines", key: name, columns: { listed: 1 }, body }, ...gone],
      },
      await deletedTags(store, record.arn),
    );
    return { entry, answer: deleted };
  });
}

/** Its executions are over: nothing is left of the deletion. */
export function forgetDeleted(parts: CatalogueParts, name: string): Promise<undefined> {
  return change(parts, async () => {
    const stored = await readStored(parts.store, name);
    if (stored?.record.isDeleted !== true) return { answer: undefined };
    const entry: EntryPart = {
      guards: [{ kind: "version", table: "machines", key: name, version: stored.version }],
      writes: [{ kind: "update", table: "machines", key: name, columns: { listed: null } }],
    };
    return { entry, answer: undefined };
  });
}

/** In force, by name. */
export async function machinesByName(
  store: Store,
  query: { readonly limit: number; readonly after?: string },
): Promise<{ readonly machines: readonly MachineRecord[]; readonly next?: string }> {
  const page = await store.list("machines", {
    where: { listed: 0 },
    orderBy: "listed",
    direction: "ascending",
    ...query,
  });
  // Rows of a program that knew no `listed` have 0 there, deleted or not.
  const machines = page.rows.map(readMachineRow).filter(({ isDeleted }) => isDeleted !== true);
  return { machines, ...(page.next !== undefined && { next: page.next }) };
}

/** Deleted, while executions of it may still run. */
export async function machinesBeingDeleted(store: Store): Promise<readonly MachineRecord[]> {
  const page = await store.list("machines", {
    where: { listed: 1 },
    orderBy: "listed",
    direction: "ascending",
    limit: 1_000,
  });
  return page.rows.map(readMachineRow);
}

export async function machineBeingDeleted(store: Store, name: string): Promise<MachineRecord | undefined> {
  const row = await store.get("machines", name);
  const record = row === undefined || row.columns.listed !== 1 ? undefined : readMachineRow(row);
  if (record?.isDeleted !== true) return undefined;
  const { rows } = await store.list("executions", {
    where: { machine: name, status: "RUNNING" },
    orderBy: "startedAt",
    direction: "ascending",
    limit: 1,
  });
  return rows.length === 0 ? undefined : record;
}

type Revision = Pick<RevisionRecord, "definition" | "roleArn" | "type" | "settings" | "isFirst" | "madeAt">;

function revisionWrite(name: string, revision: string, given: Revision): EntryPart {
  const { definition, roleArn, type, settings, isFirst, madeAt } = given;
  const record: RevisionRecord = {
    definition,
    roleArn,
    type,
    ...(settings !== undefined && { settings }),
    ...(isFirst && { isFirst }),
    ...(madeAt !== undefined && { madeAt }),
  };
  const key = revisionKey(name, revision);
  return {
    guards: [{ kind: "absent", table: "revisions", key }],
    writes: [{ kind: "insert", table: "revisions", key, columns: {}, body: JSON.stringify(record) }],
  };
}

function isSameRevision(a: Revision, b: Revision): boolean {
  const essence = ({ definition, roleArn, settings = defaultSettings }: Revision): string =>
    JSON.stringify([definition, roleArn, settings]);
  return essence(a) === essence(b);
}

function checkDefinition(definition: string, type: MachineRecord["type"]): void {
  const { machine, issues } = parseMachine(definition, { type });
  if (machine === undefined) throw plainError("InvalidDefinition", describeIssues(issues, definition));
}

function refuseForeign(
  { name, owner }: MachineRecord,
  code: "ConflictException" | "ValidationException",
): void {
  if (owner === "api") return;
  throw plainError(
    code,
    `State machine '${name}' belongs to a project folder; change it there and apply the folder again.`,
  );
}
