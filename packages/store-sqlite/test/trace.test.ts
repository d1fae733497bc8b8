import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { scratchFolder, script } from "./children.ts";

// Protocol 13: what the kernel was asked for, in its order. `npm test` skips it where there is no strace.

test("no acknowledgement leaves before the log that holds it was synced, nor before the folders were", (t) => {
  if (spawnSync("strace", ["true"]).status !== 0) return t.skip("strace is not here, or may not trace");
  const scratch = scratchFolder(t);
  const folder = join(scratch, "new", "data");
  const trace = join(scratch, "trace");
  const calls = ["-f", "-y", "-e", "trace=pwrite64,fsync,fdatasync,write", "-o", trace];
  const { status, stderr } = spawnSync("strace", [
    ...calls,
    process.execPath,
    script("commit-loop.ts"),
    folder,
    "40",
  ]);
  assert.equal(status, 0, String(stderr));

  const log = `${join(folder, "landbridge.db")}-wal`;
  const synced = new Set<string>();
  let isLogDirty = true;
  let acknowledgements = 0;
  for (const line of readFileSync(trace, "utf8").split("\n")) {
    const [, call, path = ""] = /^\d+ +(\w+)\(\d+<([^>]*)>/.exec(line) ?? [];
    if (call === "pwrite64" && path === log) isLogDirty = true;
    if ((call === "fsync" || call === "fdatasync") && line.endsWith("= 0")) {
      synced.add(path);
      if (path === log) isLogDirty = false;
    }
    if (call === "write" && /write\(1<.*"1-\d+\\n"/.test(line)) {
      acknowledgements += 1;
      assert.equal(isLogDirty, false, line);
      for (const path of [folder, dirname(folder), scratch])
        assert.ok(synced.has(path), `${path} was synced`);
    }
  }
  assert.equal(acknowledgements, 40);
});
