import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";

// A disk of a test's own, as any user can have one: in a mount namespace that lives as long as a process, and is
// reached through it.

const unshare = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-euc"] as const;

/** The options of a test that needs one. */
export const smallDisks: { readonly skip: string | false; readonly timeout: number } = {
  skip:
    process.env["CI"] === "true" || canMount()
      ? false
      : "no mounts here, so NOTHING of this is proven: install util-linux and allow user namespaces (sysctl kernel.unprivileged_userns_clone=1)",
  timeout: 60_000,
};

function canMount(): boolean {
  const [command, ...more] = unshare;
  return spawnSync(command, [...more, "mount -t tmpfs none /mnt"], { stdio: "ignore" }).status === 0;
}

export interface SmallDisk {
  readonly folder: string;
  /** Until there is not one page left. */
  fill(): void;
  /** Gives back what `fill` took. */
  empty(): void;
}

export async function openSmallDisk(t: TestContext, kibibytes: number): Promise<SmallDisk> {
  const [command, ...more] = unshare;
  const line = `mount -t tmpfs -o size=${kibibytes}k none /mnt; echo ready; exec cat`;
  const holder = spawn(command, [...more, line], { stdio: ["pipe", "pipe", "inherit"] });
  t.after(() => holder.kill("SIGKILL"));
  await once(holder.stdout, "data");
  const folder = `/proc/${holder.pid}/root/mnt`;
  const filler = join(folder, "filler");
  return {
    folder,
    fill: () => fill(filler),
    empty: () => rmSync(filler, { force: true }),
  };
}

function fill(path: string): void {
  const file = openSync(path, "a");
  try {
    for (let bytes = 65_536; bytes >= 512; ) {
      try {
        writeSync(file, Buffer.alloc(bytes, 1));
      } catch (error) {
        if (!(error instanceof Error) || !("code" in error) || error.code !== "ENOSPC") throw error;
        bytes /= 2;
      }
    }
  } finally {
    closeSync(file);
  }
}
