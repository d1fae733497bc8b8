import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { environmentProvider } from "./providers/environment.ts";
import { fileProvider } from "./providers/file.ts";
import { secretReferences } from "./reference.ts";
import { createResolver } from "./resolver.ts";

const hasCode = (code: string) => (error: Error) => "code" in error && error.code === code;

test("a text may hold references among other words, with and without a field", async () => {
  const asked: string[] = [];
  const resolver = createResolver({
    vault: {
      read: async (path) => {
        asked.push(path);
        return path === "secret/db" ? '{"user":"u","port":5432}' : "plain";
      },
    },
  });
  const text = "pg://${secret:vault:secret/db#user}:${secret:vault:one}@h:${secret:vault:secret/db#port}";
  assert.equal(await resolver.resolve(text), "pg://u:plain@h:5432");
  assert.deepEqual(asked.toSorted(), ["one", "secret/db"]);
  assert.equal(await resolver.resolve("none of it: ${HOME}"), "none of it: ${HOME}");
});

test("a secret that looks like a reference is not looked up in turn", async () => {
  const resolver = createResolver({ a: { read: async () => "${secret:a:other}" } });
  assert.equal(await resolver.resolve("${secret:a:x}"), "${secret:a:other}");
});

test("what begins like a reference and is none is told, and so is an unknown provider or field", async () => {
  for (const text of [
    "${secret:",
    "${secret:store}",
    "${secret:store:}",
    "${secret:Store:x}",
    "${secret:a:b#}",
  ])
    assert.throws(() => secretReferences(text), hasCode("SECRET_REFERENCE_INVALID"), text);
  const resolver = createResolver({ a: { read: async () => '{"x":1}' } });
  await assert.rejects(resolver.resolve("${secret:b:x}"), hasCode("SECRET_PROVIDER_UNSET"));
  await assert.rejects(resolver.resolve("${secret:a:x#y}"), hasCode("SECRET_NOT_FOUND"));
  await assert.rejects(resolver.resolve("${secret:a:x#toString}"), hasCode("SECRET_NOT_FOUND"));
});

test("the environment gives only what is meant for definitions", async () => {
  const env = environmentProvider({ LANDBRIDGE_SECRET_DB: "s", LANDBRIDGE_API_KEY: "k" });
  const { signal } = new AbortController();
  assert.equal(await env.read("DB", signal), "s");
  await assert.rejects(env.read("LANDBRIDGE_API_KEY", signal), hasCode("SECRET_NOT_FOUND"));
  await assert.rejects(env.read("toString", signal), hasCode("SECRET_NOT_FOUND"));
});

test("files are read within their folder and nowhere else", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-secrets-"));
  context.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "in", "db"), { recursive: true });
  writeFileSync(join(folder, "in", "db", "password"), "p4ss\n");
  writeFileSync(join(folder, "outside"), "no");
  symlinkSync(join(folder, "outside"), join(folder, "in", "link"));
  const files = fileProvider(join(folder, "in"));
  const { signal } = new AbortController();
  assert.equal(await files.read("db/password", signal), "p4ss");
  await assert.rejects(files.read("absent", signal), hasCode("SECRET_NOT_FOUND"));
  await assert.rejects(files.read("link", signal), hasCode("SECRET_ACCESS_DENIED"));
  await assert.rejects(files.read("db", signal), hasCode("SECRET_UNREADABLE"));
  for (const path of ["../outside", "/etc/passwd", "db/../../outside", "a\0b", "./db/password"])
    await assert.rejects(files.read(path, signal), hasCode("SECRET_REFERENCE_INVALID"), path);
});
