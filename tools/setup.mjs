// Runs before `npm start` and `npm test`, on whatever Node (20 or newer) the machine has, so plain
// JavaScript without dependencies. It installs what the lock file names and node_modules lacks: the
// pinned Node 26 is one of those packages. When nothing is missing it costs a few milliseconds: the
// lock file that the last installation was made from is compared byte by byte.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const lock = join(root, "package-lock.json");
const installed = join(root, "node_modules", ".landbridge-lock.json");

function isInstalled() {
  return existsSync(installed) && readFileSync(installed).equals(readFileSync(lock));
}

if (!isInstalled()) {
  console.error("landbridge: installing dependencies (once; Node 26 is among them) …");
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ["npm", []];
  const done = spawnSync(command, [...args, "ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (done.status !== 0) {
    console.error(
      "landbridge: `npm ci` failed (see above). A package registry must be reachable for the first start.",
    );
    process.exit(1);
  }
  copyFileSync(lock, installed);
  // So that the first start is as quick and as small as the later ones.
  spawnSync(join(root, "node_modules", ".bin", "node"), [join(root, "tools", "warm.mjs")], {
    stdio: "ignore",
  });
}
