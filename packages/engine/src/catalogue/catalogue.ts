import { type EpochMs, epochMs } from "@landbridge/model";
import { stateMachineArn } from "../arns.ts";
import { engineError } from "../errors.ts";
import type { MachineRecord, RevisionRecord } from "../rows/machine-row.ts";
import type { ActivityQueue } from "../tasks/activities.ts";
import {
  type Activity,
  activityArn,
  type CreateActivity,
  createActivity,
  deleteActivity,
  findActivity,
  listActivities,
} from "./activities.ts";
import { aliasesOf, findAlias, type MachineAlias } from "./alias-rows.ts";
import { type AliasRequest, aliasMissing, createAlias, deleteAlias, updateAlias } from "./aliases.ts";
import type { CatalogueParts } from "./change.ts";
import {
  type CreatedMachine,
  type CreateMachine,
  createMachine,
  deleteMachine,
  forgetDeleted,
  machineBeingDeleted,
  machinesBeingDeleted,
  machinesByName,
  type UpdatedMachine,
  type UpdateMachine,
  updateMachine,
} from "./machines.ts";
import { findStored, getRevision, getStored } from "./stored-machine.ts";
import { addTags, removeTags, type Tag, tagsOf } from "./tags.ts";
import { findVersion, listVersions, type MachineVersion } from "./version-rows.ts";
import { deleteVersion, publishVersion } from "./versions.ts";

type Query = { readonly limit: number; readonly after?: string };

/** What can be started or worked on by name, as AWS's API keeps it. Everything is durable before it is told. */
export interface Catalogue {
  /** Reads what was made before. */
  recover(): Promise<void>;
  /** Goes on with deletions, once executions can be stopped. */
  resumeDeletions(): Promise<void>;
  createMachine(request: CreateMachine): Promise<CreatedMachine>;
  updateMachine(request: UpdateMachine): Promise<UpdatedMachine>;
  /** Stops its executions in the background. */
  deleteMachine(name: string): Promise<void>;
  /** Throws StateMachineDoesNotExist. */
  machine(name: string): Promise<MachineRecord>;
  findMachine(name: string): Promise<MachineRecord | undefined>;
  /** One that is deleted while executions of it are still to be stopped. */
  findDeleting(name: string): Promise<MachineRecord | undefined>;
  /** What one revision says. */
  revision(machine: string, revision: string): Promise<RevisionRecord>;
  /** In force, by name. */
  machines(query: Query): ReturnType<typeof machinesByName>;
  publishVersion(request: Parameters<typeof publishVersion>[1]): Promise<MachineVersion>;
  deleteVersion(machine: string, number: number): Promise<void>;
  version(machine: string, number: number): Promise<MachineVersion | undefined>;
  versions(machine: string, query: Query): ReturnType<typeof listVersions>;
  createAlias(request: AliasRequest): Promise<MachineAlias>;
  updateAlias(request: Parameters<typeof updateAlias>[1]): Promise<MachineAlias>;
  deleteAlias(machine: string, name: string): Promise<void>;
  /** Throws ResourceNotFound. */
  alias(machine: string, name: string): Promise<MachineAlias>;
  aliases(machine: string): Promise<readonly MachineAlias[]>;
  createActivity(request: CreateActivity): Promise<Activity>;
  deleteActivity(name: string): Promise<void>;
  activity(name: string): Promise<Activity | undefined>;
  activities(query: Query): ReturnType<typeof listActivities>;
  tags(arn: string): Promise<readonly Tag[]>;
  tag(arn: string, tags: readonly Tag[]): Promise<void>;
  untag(arn: string, keys: readonly string[]): Promise<void>;
}

/** Mostly a deletion is over at once; one that has much to stop is told instead of waited for. */
const deletionWaitMs = 5_000;

/** What the catalogue needs of the engine around it. */
export interface CatalogueOptions extends CatalogueParts {
  readonly queue: ActivityQueue;
  /** A state machine is about to be changed. */
  readonly changing: () => void;
  /** Stops everything of a machine that was started until then. */
  readonly stopExecutions: (machine: string, startedUntil: EpochMs) => Promise<void>;
  readonly failed: (message: string, error: unknown) => void;
}

export function createCatalogue(options: CatalogueOptions): Catalogue {
  const { store, home, queue, changing } = options;

  /** Under way, by state machine. */
  const deletions = new Map<string, Promise<void>>();

  function finishDeletion(machine: MachineRecord): void {
    const { name } = machine;
    if (deletions.has(name)) return;
    const done = finish(machine)
      // It is taken up again at the next start.
      .catch((error: unknown) =>
        options.failed("executions of a deleted state machine could not all be stopped", error),
      )
      .finally(() => deletions.delete(name));
    deletions.set(name, done);
  }

  /** Else what is stopped of the old machine could not be told from what is started of the new one. */
  async function deleted(name: string): Promise<void> {
    const deletion = deletions.get(name);
    if (deletion === undefined) return;
    const { promise: isOver, resolve } = Promise.withResolvers<void>();
    const disarm = options.clock.setTimer(epochMs(options.clock.now() + deletionWaitMs), resolve);
    await Promise.race([deletion, isOver]);
    disarm();
    if (deletions.has(name)) throw engineError("StateMachineDeleting", `'${stateMachineArn(home, name)}'`);
  }

  async function finish({ name, updatedAt: deletedAt }: MachineRecord): Promise<void> {
    await options.stopExecutions(name, epochMs(deletedAt));
    await forgetDeleted(options, name);
  }

  return {
    async recover() {
      let after: string | undefined;
      do {
        const page = await listActivities(store, { limit: 1_000, ...(after !== undefined && { after }) });
        for (const { arn, createdAt } of page.activities) queue.create(arn, createdAt);
        after = page.next;
      } while (after !== undefined);
    },
    async resumeDeletions() {
      for (const machine of await machinesBeingDeleted(store)) finishDeletion(machine);
    },
    async createMachine(request) {
      await deleted(request.name);
      changing();
      return createMachine(options, request);
    },
    updateMachine(request) {
      changing();
      return updateMachine(options, request);
    },
    async deleteMachine(name) {
      changing();
      const deleted = await deleteMachine(options, name);
      if (deleted !== undefined) finishDeletion(deleted);
    },
    machine: async (name) => (await getStored(store, home, name)).record,
    findMachine: async (name) => (await findStored(store, name))?.record,
    findDeleting: (name) => machineBeingDeleted(store, name),
    revision: (machine, revision) => getRevision(store, machine, revision),
    machines: (query) => machinesByName(store, query),
    publishVersion: (request) => publishVersion(options, request),
    deleteVersion: (machine, number) => deleteVersion(options, machine, number),
    version: (machine, number) => findVersion(store, machine, number),
    versions: (machine, query) => listVersions(store, machine, query),
    createAlias: (request) => createAlias(options, request),
    updateAlias: (request) => updateAlias(options, request),
    deleteAlias: (machine, name) => deleteAlias(options, machine, name),
    async alias(machine, name) {
      const alias = await findAlias(store, machine, name);
      if (alias === undefined) throw aliasMissing();
      return alias;
    },
    aliases: (machine) => aliasesOf(store, machine),
    async createActivity(request) {
      const activity = await createActivity(options, request, queue.knownCount);
      queue.create(activity.arn, activity.createdAt);
      return activity;
    },
    async deleteActivity(name) {
      const activity = await findActivity(store, name);
      await deleteActivity(options, name);
      if (activity !== undefined) queue.delete(activity.arn);
    },
    async activity(name) {
      const activity = await findActivity(store, name);
      // Another node may have made it, or deleted it.
      if (activity === undefined) queue.delete(activityArn(home, name));
      else queue.create(activity.arn, activity.createdAt);
      return activity;
    },
    activities: (query) => listActivities(store, query),
    tags: (arn) => tagsOf(store, arn),
    tag: (arn, tags) => addTags(options, arn, tags),
    untag: (arn, keys) => removeTags(options, arn, keys),
  };
}
