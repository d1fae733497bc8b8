import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { secretError } from "../errors.ts";

// The master keys of our own secrets: 32 bytes each, as base64url, one a line; the first one encrypts, all decrypt.
// They come from the environment, or from a file that only its owner can read, which the environment may name. A key's id follows from the key, so
// that a row can say under which it was encrypted and nobody has to number keys.

export interface MasterSecret {
  readonly id: string;
  readonly key: Uint8Array;
}

export interface SecretsKeyRing {
  /** The first one is the present one. */
  readonly keys: () => readonly MasterSecret[];
  /** Makes a new present key, on disk before this resolves; the others stay. Where keys come from the environment: does nothing. */
  rotate(): Promise<void>;
  /** For messages: a path, or the variable's name. */
  readonly place: string;
}

const keyBytes = 32;
const keysMax = 64;
const variable = "LANDBRIDGE_SECRETS_KEY";
const fileVariable = "LANDBRIDGE_SECRETS_KEY_FILE";

export interface KeyRingOptions {
  /** Where the environment names none; made with a fresh key when there is no such file. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Default: true. False: a file that is not there is a mistake. */
  readonly mayMakeKey?: boolean;
}

export async function openKeyRing(options: KeyRingOptions): Promise<SecretsKeyRing> {
  const { environment, mayMakeKey = true } = options;
  const text = given(environment[variable]);
  const named = given(environment[fileVariable]);
  if (text !== undefined && named !== undefined)
    throw secretError("SECRETS_KEY_INVALID", `give ${variable} or ${fileVariable}, not both`);
  if (text !== undefined) {
    const keys = parse(text, variable);
    return { keys: () => keys, rotate: async () => {}, place: variable };
  }
  const file = named ?? options.file;
  const found = (await readPrivate(file)) ?? (mayMakeKey ? await create(file) : undefined);
  if (found === undefined)
    throw secretError(
      "SECRETS_KEY_MISSING",
      `${file} does not exist, and the nodes of this store encrypt secrets with a key already; ` +
        `copy the other node's secrets.key, or name one file on all nodes in ${fileVariable}`,
    );
  let keys = parse(found, file);
  return {
    keys: () => keys,
    place: file,
    async rotate() {
      const next = [freshKey(), ...keys];
      if (next.length > keysMax)
        throw secretError(
          "SECRETS_KEY_INVALID",
          `${file} has ${keysMax} keys; take out those that nothing needs`,
        );
      await replace(file, print(next));
      keys = next;
    },
  };
}

function given(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "" ? undefined : text;
}

function parse(text: string, place: string): readonly MasterSecret[] {
  const keys = text
    .split(/[\s,]+/)
    .filter((part) => part !== "")
    .map((part) => toMaster(Buffer.from(part, "base64url")));
  if (keys.length === 0 || keys.length > keysMax || keys.some(({ key }) => key.length !== keyBytes))
    throw secretError(
      "SECRETS_KEY_INVALID",
      `${place} is to hold 1 to ${keysMax} keys of ${keyBytes} bytes as base64url, one a line; put back what was there`,
    );
  return keys;
}

function print(keys: readonly MasterSecret[]): string {
  return keys.map(({ key }) => `${Buffer.from(key).toString("base64url")}\n`).join("");
}

function freshKey(): MasterSecret {
  return toMaster(randomBytes(keyBytes));
}

function toMaster(key: Uint8Array): MasterSecret {
  const id = createHash("sha256").update("landbridge-secrets-key").update(key).digest("hex").slice(0, 16);
  return { id, key };
}

async function create(file: string): Promise<string> {
  const text = print([freshKey()]);
  let handle: FileHandle;
  try {
    handle = await open(file, "wx", 0o600);
  } catch (error) {
    throw secretError("SECRETS_KEY_INVALID", `${file} cannot be made; make its folder writable`, error);
  }
  await writeAndClose(handle, text);
  await syncFolder(dirname(file));
  return text;
}

/** Whole or not at all: a torn file would lose every secret. */
async function replace(file: string, text: string): Promise<void> {
  const next = `${file}.next`;
  await writeAndClose(await open(next, "w", 0o600), text);
  await rename(next, file);
  await syncFolder(dirname(file));
}

async function writeAndClose(handle: FileHandle, text: string): Promise<void> {
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function readPrivate(file: string): Promise<string | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw secretError("SECRETS_KEY_INVALID", `${file} cannot be read`, error);
  }
  try {
    const { mode } = await handle.stat();
    if ((mode & 0o077) !== 0)
      throw secretError("SECRETS_KEY_INVALID", `others may read ${file}; run \`chmod 600\` on it`);
    return await handle.readFile("utf8");
  } finally {
    await handle.close();
  }
}
