import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { isTerminal, type Json } from "@landbridge/model";
import { type FolderStore, openFolderStore, readWhole } from "@landbridge/objects";
import type { ExecutionDescription } from "../src/index.ts";
import type { Bench } from "./bench.ts";

/** A definition of one distributed Map, whose children are `inner`. */
export function distributed(inner: Record<string, Json>, more: Record<string, Json> = {}): object {
  const ItemProcessor = {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    StartAt: "Inner",
    States: { Inner: { End: true, ...inner } },
  };
  return { StartAt: "Each", States: { Each: { Type: "Map", End: true, ItemProcessor, ...more } } };
}

export const pass: Record<string, Json> = { Type: "Pass" };

export const csvReader: Json = {
  Resource: "arn:aws:states:::s3:getObject",
  ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
  Parameters: { Bucket: "bucket", Key: "items.csv" },
};

export async function freshObjects(content: Readonly<Record<string, string>> = {}): Promise<FolderStore> {
  const folder = mkdtempSync(join(tmpdir(), "map-run-"));
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  const objects = await openFolderStore(join(folder, "objects"));
  await objects.buckets.create("bucket");
  for (const [key, text] of Object.entries(content)) {
    await objects.put({ bucket: "bucket", key }, Buffer.from(text));
  }
  return objects;
}

export async function readJson(objects: FolderStore, key: string): Promise<Json> {
  const text = Buffer.from(await readWhole(objects, { bucket: "bucket", key }, 1e8)).toString();
  return JSON.parse(text) as Json;
}

/** Far beyond what any of it takes: files are synced to a disk that others may be using. */
const waitMsMax = 60_000;

/** Lets everything happen until a fact holds; time passes where nothing else does. */
export async function until(bench: Bench, fact: () => Promise<boolean>): Promise<void> {
  const givesUpAt = performance.now() + waitMsMax;
  for (let turn = 0; performance.now() < givesUpAt; turn += 1) {
    await bench.settle();
    if (await fact()) return;
    if (turn % 20 === 19) await bench.advance(200);
  }
  assert.fail("it never came to that");
}

export async function ended(bench: Bench, id: string): Promise<ExecutionDescription> {
  await until(bench, async () => isTerminal((await bench.engine.describe(id)).status));
  const { mapRuns } = await bench.engine.mapRuns(id, { limit: 10 });
  await until(bench, async () => {
    const rows = await bench.store.list("mapRuns", {
      orderBy: "openSince",
      direction: "ascending",
      limit: 10,
    });
    return rows.rows.length === 0;
  });
  assert.ok(mapRuns.length >= 0);
  return bench.engine.describe(id);
}
