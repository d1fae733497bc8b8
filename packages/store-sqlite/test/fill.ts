// Fills a small file system up, makes room again, and says in one line of JSON how the store took it.

import { rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { LandbridgeError } from "@landbridge/model";
import { openSqliteStore } from "../src/open.ts";

const mount = process.argv[2] ?? "";
const folder = join(mount, "data");
const ballast = join(mount, "ballast");
writeFileSync(ballast, Buffer.alloc(3 * 1024 * 1024));

const store = await openSqliteStore({ folder });
const { epoch } = await store.acquire(0);
const acknowledged: string[] = [];
const codes: string[] = [];

async function put(key: string): Promise<void> {
  const write = { kind: "insert", table: "settings", key, columns: {}, body: "x".repeat(20_000) } as const;
  try {
    await store.commit([{ partition: 0, epoch, guards: [], writes: [write] }]);
    acknowledged.push(key);
  } catch (error) {
    if (!(error instanceof LandbridgeError)) throw error;
    codes.push(error.code);
  }
}

for (let i = 0; codes.length < 3; i += 1) await put(`before-${i}`);
const acknowledgedBefore = acknowledged.length;
rmSync(ballast);
for (let i = 0; i < 3; i += 1) await put(`after-${i}`);
await store.close();

const again = await openSqliteStore({ folder });
let kept = 0;
for (const key of acknowledged) if ((await again.get("settings", key)) !== undefined) kept += 1;
await again.close();
writeSync(1, JSON.stringify({ codes, acknowledgedBefore, acknowledged: acknowledged.length, kept }));
