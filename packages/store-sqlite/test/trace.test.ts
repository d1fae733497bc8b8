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
  for (const { call, path, text, isBegun, isDone } of callsOf(readFileSync(trace, "utf8"))) {
    if (call === "pwrite64" && path === log) isLogDirty = true;
    if ((call === "fsync" || call === "fdatasync") && isDone) {
      synced.add(path);
      if (path === log) isLogDirty = false;
    }
    if (call === "write" && isBegun && /write\(1<.*"1-\d+\\n"/.test(text)) {
      acknowledgements += 1;
      assert.equal(isLogDirty, false, text);
      for (const path of [folder, dirname(folder), scratch])
        assert.ok(synced.has(path), `${path} was synced`);
    }
  }
  assert.equal(acknowledgements, 40);
});

interface Call {
  readonly call: string;
  readonly path: string;
  readonly text: string;
  readonly isBegun: boolean;
  /** It came back, and with success. */
  readonly isDone: boolean;
}

/** A call that another thread's came in between of has two lines: one of its begin, one of its end. */
function* callsOf(trace: string): Iterable<Call> {
  const begun = new Map<string, Call>();
  for (const line of trace.split("\n")) {
    const [, thread = "", text = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const isDone = text.endsWith("= 0");
    if (text.startsWith("<... ")) {
      const known = begun.get(thread);
      begun.delete(thread);
      if (known !== undefined) yield { ...known, isBegun: false, isDone };
      continue;
    }
    const [, call = "", path = ""] = /^(\w+)\(\d+<([^>]*)>/.exec(text) ?? [];
    const made: Call = { call, path, text, isBegun: true, isDone };
    if (text.endsWith("<unfinished ...>")) begun.set(thread, made);
    yield made;
  }
}
