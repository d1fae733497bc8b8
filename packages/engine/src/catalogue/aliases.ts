import type { EntryPart } from "@landbridge/store";
import { plainError } from "../errors.ts";
import {
  aliasesMax,
  aliasesOf,
  aliasKey,
  findAlias,
  type MachineAlias,
  type Route,
  readAlias,
} from "./alias-rows.ts";
import { type CatalogueParts, change, together } from "./change.ts";
import { findStored, getStored, machineWrite } from "./stored-machine.ts";
import { findVersion } from "./version-rows.ts";

export interface AliasRequest {
  readonly machine: string;
  readonly name: string;
  readonly description?: string;
  readonly routes: readonly Route[];
}

/** The same again gives the alias that there is. Throws ResourceNotFound, ConflictException, ServiceQuotaExceededException. */
export function createAlias(parts: CatalogueParts, request: AliasRequest): Promise<MachineAlias> {
  const { store, clock, home } = parts;
  const { machine, name, description, routes } = request;
  return change(parts, async () => {
    const stored = await getStored(store, home, machine);
    const arn = `${stored.record.arn}:${name}`;
    const present = await findAlias(store, machine, name);
    if (present !== undefined) {
      if (isSame(present, request)) return { answer: present };
      throw plainError(
        "ConflictException",

        `Failed to create alias because an alias with the same name and a different routing configuration already exists: '${arn}'`,
      );
    }
    await checkRoutes(parts, machine, routes);
    if ((await aliasesOf(store, machine)).length >= aliasesMax)
      throw plainError(
        "ServiceQuotaExceededException",
        `A state machine has at most ${aliasesMax} aliases; delete some.`,
      );
    const now = clock.now();
    const alias: MachineAlias = {
      name,
      arn,
      ...(description !== undefined && { description }),
      routes,
      createdAt: now,
      updatedAt: now,
    };
    const key = aliasKey(machine, name);
    const entry: EntryPart = {
      guards: [{ kind: "absent", table: "aliases", key }],
      writes: [
        {
          kind: "insert",
          table: "aliases",
          key,
          columns: { machine, listed: 0 },
          body: JSON.stringify(alias),
        },
      ],
    };
    return { entry: together(machineWrite(stored), entry), answer: alias };
  });
}

/** Throws ResourceNotFound. */
export function updateAlias(
  parts: CatalogueParts,
  request: Pick<AliasRequest, "machine" | "name"> & Partial<AliasRequest>,
): Promise<MachineAlias> {
  const { store, clock } = parts;
  const { machine, name, description, routes } = request;
  return change(parts, async () => {
    const stored = await findStored(store, machine);
    const key = aliasKey(machine, name);
    const row = await store.get("aliases", key);
    if (stored === undefined || row === undefined) throw aliasMissing();
    if (routes !== undefined) await checkRoutes(parts, machine, routes);
    const alias: MachineAlias = {
      ...readAlias(row),
      ...(description !== undefined && { description }),
      ...(routes !== undefined && { routes }),
      updatedAt: clock.now(),
    };
    const entry: EntryPart = {
      guards: [{ kind: "version", table: "aliases", key, version: row.version }],
      writes: [{ kind: "update", table: "aliases", key, body: JSON.stringify(alias) }],
    };
    return { entry: together(machineWrite(stored), entry), answer: alias };
  });
}

/** One that is gone is deleted already. */
export function deleteAlias(parts: CatalogueParts, machine: string, name: string): Promise<undefined> {
  const { store } = parts;
  return change(parts, async () => {
    const stored = await findStored(store, machine);
    const key = aliasKey(machine, name);
    const row = await store.get("aliases", key);
    if (stored === undefined || row === undefined) return { answer: undefined };
    const entry: EntryPart = {
      guards: [{ kind: "version", table: "aliases", key, version: row.version }],
      writes: [{ kind: "delete", table: "aliases", key }],
    };
    return { entry: together(machineWrite(stored), entry), answer: undefined };
  });
}

/** Of an alias, or of a version that one is to route to: AWS does not say which. */
export function aliasMissing(): Error {
  return plainError("ResourceNotFound", "Request references a resource that does not exist.");
}

/** @param at in [0, 1) */
export function routeAt({ routes }: Pick<MachineAlias, "routes">, at: number): Route | undefined {
  let left = at * 100;
  for (const route of routes) {
    if (left < route.weight) return route;
    left -= route.weight;
  }
  return routes.findLast(({ weight }) => weight > 0);
}

async function checkRoutes(
  { store }: Pick<CatalogueParts, "store">,
  machine: string,
  routes: readonly Route[],
): Promise<void> {
  for (const { version } of routes) {
    if ((await findVersion(store, machine, version)) === undefined) throw aliasMissing();
  }
}

function isSame(alias: MachineAlias, { description, routes }: AliasRequest): boolean {
  return alias.description === description && JSON.stringify(alias.routes) === JSON.stringify(routes);
}
