import { randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject, LandbridgeError, parseJson } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import type { NodeLog } from "./node-log.ts";

// The folder of objects that nodes share has a name of its own in a file, and the store knows that name: a node that sees
// another folder under the same path (an empty mount point, say) would keep objects that nobody else finds.

const settingsKey = "objects";
/** No bucket's name: they do not begin with a dot. */
const nameFile = ".landbridge-objects";

type Reads = Pick<Store, "get">;
type Commits = Pick<Store, "commit">;

/**
 * Throws OBJECTS_NOT_SHARED where other nodes keep them in another folder. Names the folder where it is the first.
 * @param folder as it was named for this node; undefined: it keeps them in its own data folder
 */
export async function joinObjects(store: Reads & Commits, folder: string | undefined): Promise<void> {
  for (;;) {
    const known = await nameInStore(store);
    if (known !== undefined) return refuseUnless(await isNamed(folder, known), folder, known);
    if (folder === undefined) return;
    if (await isNoted(store, await nameOf(folder))) return;
  }
}

/** What is wrong with where this node keeps them, as a sentence; undefined: nothing that can be seen. */
export async function objectsMistake(store: Reads, folder: string | undefined): Promise<string | undefined> {
  const known = await nameInStore(store);
  if (known === undefined)
    return folder === undefined
      ? "no folder of objects is named that all nodes share: what one node keeps no other one finds"
      : undefined;
  return (await isNamed(folder, known)) ? undefined : sentenceOf(folder, known);
}

/** Where other nodes live and share no folder. */
export async function warnOfOwnObjects({ shared }: Pick<Store, "shared">, log: NodeLog): Promise<void> {
  const living = (await shared?.view())?.nodes.filter(({ leaseLeftMs }) => leaseLeftMs > 0) ?? [];
  if (living.length < 2) return;
  log.warn(
    { nodes: living.length },
    "objects are kept in this node's own data folder, where other nodes do not find them; name a folder that all share with --objects, or keep their buckets in S3",
  );
}

function refuseUnless(isShared: boolean, folder: string | undefined, name: string): void {
  if (isShared) return;
  throw new LandbridgeError(
    "OBJECTS_NOT_SHARED",
    `${sentenceOf(folder, name)}; name theirs with --objects, on all nodes the same`,
    { retryable: false },
  );
}

function sentenceOf(folder: string | undefined, name: string): string {
  return folder === undefined
    ? "the nodes of this store keep objects in a folder that they share, and none was named here"
    : `${folder} is not the folder that the other nodes keep objects in: its file ${nameFile} does not say ${name} (is it mounted?)`;
}

async function nameInStore(store: Reads): Promise<string | undefined> {
  const row = await store.get("settings", settingsKey);
  const value = row === undefined ? undefined : parseJson(row.body);
  const name = isJsonObject(value) ? value["name"] : undefined;
  return typeof name === "string" ? name : undefined;
}

async function isNamed(folder: string | undefined, name: string): Promise<boolean> {
  return folder !== undefined && (await readName(folder)) === name;
}

/** Its name, given to it now where it has none: whole or not at all, as other nodes may look just now. */
async function nameOf(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fresh = randomUUID();
  const path = join(folder, nameFile);
  await writeDurably(`${path}.${fresh}`, `${fresh}\n`);
  try {
    await link(`${path}.${fresh}`, path);
  } catch (error) {
    // Named already, by another node perhaps.
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    await unlink(`${path}.${fresh}`);
  }
  return (await readName(folder)) ?? fresh;
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readName(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, nameFile), "utf8").catch(() => undefined);
  return text?.trim();
}

async function isNoted(store: Commits, name: string): Promise<boolean> {
  const place = { table: "settings", key: settingsKey } as const;
  const body = JSON.stringify({ v: 1, name });
  const [outcome] = await store.commit([
    {
      partition: null,
      epoch: 0,
      guards: [{ kind: "absent", ...place }],
      writes: [{ kind: "insert", ...place, columns: {}, body }],
    },
  ]);
  return outcome?.ok === true;
}
