import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { jsonSchemaText, type SchemaName, schemaNames } from "./json-schemas.ts";

// LANDBRIDGE_WRITE_SCHEMAS=1 writes the files anew; then read what changed.
const isWriting = process.env["LANDBRIDGE_WRITE_SCHEMAS"] === "1";
const fileOf = (name: SchemaName): URL => new URL(`../../schemas/${name}.json`, import.meta.url);

for (const name of schemaNames) {
  test(`schemas/${name}.json says what the reader takes`, () => {
    if (isWriting) {
      mkdirSync(new URL("../../schemas/", import.meta.url), { recursive: true });
      writeFileSync(fileOf(name), jsonSchemaText(name));
    }
    assert.deepEqual(JSON.parse(readFileSync(fileOf(name), "utf8")), JSON.parse(jsonSchemaText(name)));
  });
}
