// Plain JavaScript for any Node from 20 on, like the launcher.
import module from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * What the sources compile to is kept for the next time, in the user's own cache: that is half of the time to
 * start, and thirty megabytes that the compiler would occupy.
 */
export function keepCompiled() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  module.enableCompileCache?.(join(cache, "landbridge", "compiled"));
}
