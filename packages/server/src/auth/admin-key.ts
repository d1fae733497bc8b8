import { assert, type Clock } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { authError } from "./auth-error.ts";
import { insertKey } from "./key-row.ts";
import { formatKey, hashSecret, type KeyText, newKeyText, parseKey } from "./key-text.ts";
import { createSecretFile, readSecretFile } from "./secret-file.ts";

// The first admin key, once in a store's life.
//
// The file is on disk before the store knows the key. A crash in between leaves a file whose key opens
// nothing, and the next start takes that key into the store. The other order could leave a store that
// knows an admin key which nobody was ever told.
//
// The row `admin-key` in `settings`, written in one entry with the key, says that this is done. From
// then on the file is only read by people: deleting it is fine, and one that was kept after its key
// was revoked brings nothing back to life.

export interface AdminKeyOptions {
  readonly store: Store;
  readonly partition: number | null;
  readonly epoch: () => number;
  readonly clock: Clock;
  /** DATA/admin.key */
  readonly file: string;
}

export type AdminKeyOutcome =
  /** The file holds the key of a store that had none. */
  | { readonly kind: "created"; readonly file: string }
  /** Made at an earlier start; the file may have been taken away since. */
  | { readonly kind: "present"; readonly file: string; readonly isFileThere: boolean };

const settingsKey = "admin-key";

export async function ensureAdminKey(options: AdminKeyOptions): Promise<AdminKeyOutcome> {
  const { file, store } = options;
  const content = await readSecretFile(file);
  if ((await store.get("settings", settingsKey)) !== undefined)
    return { kind: "present", file, isFileThere: content !== undefined };
  const key = content === undefined ? await writeNewKey(file) : parseFile(content, file);
  const isOurs = await commitKey(key, options);
  return isOurs ? { kind: "created", file } : { kind: "present", file, isFileThere: true };
}

async function writeNewKey(file: string): Promise<KeyText> {
  const key = newKeyText();
  if (await createSecretFile(file, `${formatKey(key)}\n`)) return key;
  // Another process made it between our look and our write: its key is the one.
  return parseFile((await readSecretFile(file)) ?? "", file);
}

function parseFile(content: string, file: string): KeyText {
  const key = parseKey(content.trim());
  if (key === undefined)
    throw authError("ADMIN_KEY_INVALID", `${file}; move it away, and the next start makes a new one`);
  return key;
}

/** False: another node that shares the store was first. */
async function commitKey(key: KeyText, options: AdminKeyOptions): Promise<boolean> {
  const createdAt = options.clock.now();
  const [outcome] = await options.store.commit([
    {
      partition: options.partition,
      epoch: options.epoch(),
      guards: [
        { kind: "absent", table: "settings", key: settingsKey },
        { kind: "absent", table: "keys", key: key.id },
      ],
      writes: [
        insertKey(
          { id: key.id, name: "admin", scopes: ["admin"], launch: [], createdAt, createdBy: "first start" },
          hashSecret(key.secret),
        ),
        {
          kind: "insert",
          table: "settings",
          key: settingsKey,
          columns: {},
          body: JSON.stringify({ v: 1, id: key.id }),
        },
      ],
    },
  ]);
  assert(outcome !== undefined, "a commit of one entry has one outcome");
  return outcome.ok;
}
