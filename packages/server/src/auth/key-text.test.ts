import assert from "node:assert/strict";
import { test } from "node:test";
import { formatKey, hashSecret, newKeyText, parseKey, provesSecret } from "./key-text.ts";

test("a key survives being written and read, and no two are alike", () => {
  const one = newKeyText();
  assert.deepEqual(parseKey(formatKey(one)), one);
  assert.notEqual(newKeyText().secret, one.secret);
  assert.equal(one.secret.length * 4, 256);
});

test("a secret proves itself against its own hash only", () => {
  const { secret } = newKeyText();
  assert.equal(provesSecret(secret, hashSecret(secret)), true);
  assert.equal(provesSecret(newKeyText().secret, hashSecret(secret)), false);
});

test("without a hash nothing is proved", () => {
  assert.equal(provesSecret(newKeyText().secret, undefined), false);
});

test("what stands in for an absent hash is the image of no secret that a key can have", () => {
  assert.equal(provesSecret("", undefined), false);
  assert.notDeepEqual(hashSecret(""), Buffer.alloc(32));
});
