import { spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import type { Bench } from "./bench.ts";

// A disk of a test's own, as any user can have one: in a mount namespace that ends with the server.

const unshare = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-euc"] as const;

/** The options of a test that mounts. */
export const mounts: { readonly skip: string | false } = {
  skip: canMount()
    ? false
    : "no mounts here, so NOTHING of this is proven: allow user namespaces (sysctl kernel.unprivileged_userns_clone=1)",
};

function canMount(): boolean {
  const [command, ...more] = [...unshare, "mount -t tmpfs none /mnt"];
  return spawnSync(command ?? "", more, { stdio: "ignore" }).status === 0;
}

/** The command that runs a server whose data folder is a disk of its own. @param options of tmpfs: "ro", "size=8m" */
export async function mountedAt({ dataFolder }: Bench, options: string): Promise<readonly string[]> {
  await mkdir(dataFolder);
  const line = 'mount -t tmpfs -o "$2" none "$1"; shift 2; exec "$@"';
  return [...unshare, line, "sh", dataFolder, options];
}
