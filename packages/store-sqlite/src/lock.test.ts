import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { takeLock } from "./lock.ts";

/** Lets another process write its name in the gap between a COMMIT and the transaction that holds the lock. */
class RacedDatabase extends DatabaseSync {
  rivals: number;
  readonly path: string;

  constructor(path: string, rivals: number) {
    super(path);
    this.path = path;
    this.rivals = rivals;
  }

  override exec(sql: string): void {
    super.exec(sql);
    if (sql !== "COMMIT" || this.rivals === 0) return;
    this.rivals -= 1;
    const rival = new DatabaseSync(this.path);
    rival.exec("UPDATE owner SET self = 'rival', pid = 1, host = 'elsewhere'");
    rival.close();
  }
}

test("whoever holds the lock is the one whose name is in it, even after a race", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-store-"));
  const database = new RacedDatabase(join(folder, "lock.db"), 2);
  t.after(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });
  takeLock(database, folder);
  assert.equal(database.rivals, 0);
  assert.ok(database.isTransaction);
  const reader = new DatabaseSync(join(folder, "lock.db"));
  assert.equal(reader.prepare("SELECT pid FROM owner").get()?.pid, process.pid);
  reader.close();
});
