import { watch } from "node:fs";

/**
 * Calls `changed` with the name of what changed in a folder. A hint: the operating system may run out of
 * watches, and then nothing is called, so whoever uses it also looks now and then.
 */
export function watchFolder(path: string, changed: (name: string | null) => void): () => void {
  try {
    const watcher = watch(path, { persistent: false }, (_event, name) => changed(name));
    watcher.on("error", () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => {};
  }
}
