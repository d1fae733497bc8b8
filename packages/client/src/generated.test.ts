import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { generatedText } from "../test/generated-text.ts";

test("the generated types are those of the OpenAPI document as it is now", async () => {
  const present = readFileSync(new URL("./generated/api.ts", import.meta.url), "utf8");
  const advice = "run `npm run generate -w @landbridge/client`";
  assert.ok(present === (await generatedText()), advice);
});
