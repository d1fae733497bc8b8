import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

// Where a running server is, for the commands on the same machine. `up` leaves the same note twice: in its
// data folder, so that the folder leads to the address, and among the user's own state under the address, so
// that the address leads to the folder and the key in it. A note is a hint: one that is out of date leads
// to a server that does not answer or refuses the key, never to harm. It holds no secret.

export interface ServerNote {
  readonly url: string;
  readonly dataFolder: string;
  readonly adminKeyFile: string;
  readonly pid: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function writeNotes(note: ServerNote, environment: Environment): void {
  for (const file of noteFiles(note, environment)) {
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      const draft = `${file}.${process.pid}`;
      writeFileSync(draft, `${JSON.stringify(note)}\n`, { mode: 0o600 });
      renameSync(draft, file);
    } catch {
      // Without a note, the commands need --data or --key-file: no reason not to run.
    }
  }
}

/** Takes back those notes that are still this server's. */
export function removeNotes(note: ServerNote, environment: Environment): void {
  for (const file of noteFiles(note, environment)) {
    if (readNoteFile(file)?.pid === note.pid) rmSync(file, { force: true });
  }
}

export function noteOfFolder(dataFolder: string): ServerNote | undefined {
  return readNoteFile(join(dataFolder, "server.json"));
}

export function noteOfAddress(url: string, environment: Environment): ServerNote | undefined {
  const note = readNoteFile(addressFile(url, environment));
  return note?.url === url ? note : undefined;
}

function noteFiles(note: ServerNote, environment: Environment): readonly string[] {
  return [join(note.dataFolder, "server.json"), addressFile(note.url, environment)];
}

function addressFile(url: string, environment: Environment): string {
  const state = environment.XDG_STATE_HOME || join(environment.HOME || homedir(), ".local", "state");
  const name = url.replace(/^https?:\/\//, "").replace(/[^A-Za-z0-9.-]+/g, "_");
  return join(state, "landbridge", "servers", `${name}.json`);
}

function readNoteFile(file: string): ServerNote | undefined {
  try {
    const note: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isNote(note) ? note : undefined;
  } catch {
    return undefined;
  }
}

function isNote(value: unknown): value is ServerNote {
  if (typeof value !== "object" || value === null) return false;
  if (!("url" in value && "dataFolder" in value && "adminKeyFile" in value && "pid" in value)) return false;
  const texts = [value.url, value.dataFolder, value.adminKeyFile];
  return texts.every((text) => typeof text === "string") && typeof value.pid === "number";
}
