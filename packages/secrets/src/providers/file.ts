import { open, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { secretError } from "../errors.ts";
import type { SecretProvider } from "../provider.ts";

const fileBytesMax = 65_536;

/**
 * `${secret:file:db/password}` is the file of that name in one folder, and nothing outside of it, by links neither.
 * One line break at its end is left out: most tools write one. @param folder absolute
 */
export function fileProvider(folder: string): SecretProvider {
  return {
    async read(path, signal) {
      const file = await find(folder, path);
      signal.throwIfAborted();
      const handle = await open(file, "r");
      try {
        const facts = await handle.stat();
        if (!facts.isFile() || facts.size > fileBytesMax)
          throw secretError("SECRET_UNREADABLE", `${path} is no file of at most ${fileBytesMax} bytes`);
        return (await handle.readFile("utf8")).replace(/\r?\n$/, "");
      } finally {
        await handle.close();
      }
    },
  };
}

async function find(folder: string, path: string): Promise<string> {
  if (path.includes("\0") || path.split("/").some((part) => part === "" || part === "." || part === ".."))
    throw secretError("SECRET_REFERENCE_INVALID", `"${path}" is no path inside the folder of secrets`);
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    if (file.startsWith(root + sep)) return file;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw secretError(code === "EACCES" ? "SECRET_ACCESS_DENIED" : "SECRET_NOT_FOUND", `${path} (${code})`);
  }
  throw secretError("SECRET_ACCESS_DENIED", `${path} leads out of the folder of secrets`);
}
