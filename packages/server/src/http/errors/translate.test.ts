import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "@landbridge/api";
import { engineErrors } from "@landbridge/engine";
import { LandbridgeError } from "@landbridge/model";
import { storeError, storeErrors } from "@landbridge/store";
import { foreignCodes, translate } from "./translate.ts";

test("every error of the packages below is translated, or kept from clients on purpose", () => {
  const thrown = [...Object.keys(storeErrors), ...Object.keys(engineErrors)];
  assert.deepEqual(
    thrown.filter((code) => !Object.hasOwn(foreignCodes, code)),
    [],
  );
});

test("what a store says of files and statements stays inside, as the cause", () => {
  const error = storeError("REJECTED", "/var/lib/data: disk I/O error");
  const translated = translate(error);
  assert.equal(translated?.code, "STORE_UNAVAILABLE");
  assert.ok(!translated.message.includes("/var/lib"));
  assert.equal(translated.cause, error);
});

test("what is retryable below is retryable at the API", () => {
  for (const [code, { retryable }] of Object.entries(storeErrors))
    if (retryable)
      assert.equal(translate(storeError(code as keyof typeof storeErrors, "x"))?.retryable, true, code);
});

test("an error of the catalogue passes, a mistake of our own does not", () => {
  const ours = new ApiError("JOB_NOT_FOUND", "No such job.");
  assert.equal(translate(ours), ours);
  assert.equal(translate(new LandbridgeError("JOB_NOT_FOUND", "No such job."))?.errorCode, "JOB_NOT_FOUND");
  for (const error of [new Error("x"), new LandbridgeError("STORE_CORRUPT", "x"), "text", undefined])
    assert.equal(translate(error), undefined);
});
