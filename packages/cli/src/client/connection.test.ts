import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { temporaryFolder } from "../../test/run-landbridge.ts";
import { Failure } from "../failure.ts";
import { readOptions } from "../program/options.ts";
import { processTerminal } from "../terminal.ts";
import { findConnection } from "./connection.ts";
import { removeNotes, writeNotes } from "./notes.ts";

interface Given {
  readonly options?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
}

function find({ options = {}, environment = {}, folder = temporaryFolder() }: Given = {}) {
  const home = { HOME: folder, ...environment };
  return findConnection(readOptions(options), { ...processTerminal([]), environment: home, folder });
}

function withKey(folder: string, text: string, data = ".landbridge"): void {
  mkdirSync(join(folder, data), { recursive: true });
  writeFileSync(join(folder, data, "admin.key"), `${text}\n`);
}

test("without anything it is this machine's default address, without a key", () => {
  assert.deepEqual(find(), { url: "http://127.0.0.1:7070" });
});

test("an option wins over the environment, and addresses are tidied", () => {
  const environment = { LANDBRIDGE_URL: "http://a:1/" };
  assert.equal(find({ environment }).url, "http://a:1");
  assert.equal(find({ environment, options: { server: "b.example:7070" } }).url, "http://b.example:7070");
  assert.equal(find({ options: { server: "https://c/base//" } }).url, "https://c/base");
});

for (const server of ["ftp://a", "http://", "http://user:pass@a", "a b"])
  test(`${server} is no address`, () => {
    assert.throws(
      () => find({ options: { server } }),
      (error) => error instanceof Failure && error.facts.status === 2,
    );
  });

test("the key comes from --key-file, the environment, --data, and the folder here, in this order", () => {
  const folder = temporaryFolder();
  const key = (given: Given): string | undefined => find({ ...given, folder }).key?.text;
  withKey(folder, "here");
  assert.equal(key({}), "here");
  withKey(folder, "there", "other");
  assert.equal(key({ options: { data: "other" } }), "there");
  const environment = { LANDBRIDGE_API_KEY: " env\n" };
  assert.equal(key({ environment, options: { data: "other" } }), "env");
  writeFileSync(join(folder, "my.key"), "mine\n");
  assert.equal(key({ environment, options: { keyFile: "my.key" } }), "mine");
});

test("a key that is found, not named, is never sent to another machine", () => {
  const folder = temporaryFolder();
  withKey(folder, "here");
  for (const server of ["https://evil.example", "http://127.0.0.1.evil.example", "http://10.0.0.1"])
    assert.equal(find({ folder, options: { server } }).key, undefined);
  assert.equal(find({ folder, options: { server: "http://[::1]:7070" } }).key?.text, "here");
});

test("a running server's notes lead from its folder to its address, and from its address to its key", () => {
  const folder = temporaryFolder();
  const dataFolder = join(folder, "data");
  withKey(folder, "noted", "data");
  const environment = { HOME: folder };
  const note = {
    url: "http://127.0.0.1:7171",
    dataFolder,
    adminKeyFile: join(dataFolder, "admin.key"),
    pid: 1,
  };
  writeNotes(note, environment);
  assert.equal(find({ folder, options: { data: "data" } }).url, note.url);
  assert.equal(find({ folder, options: { server: note.url } }).key?.text, "noted");
  removeNotes({ ...note, pid: 2 }, environment);
  assert.equal(find({ folder, options: { data: "data" } }).url, note.url, "another server's note stays");
  removeNotes(note, environment);
  assert.equal(find({ folder, options: { data: "data" } }).url, "http://127.0.0.1:7070");
});

test("a named key that is missing or no key is told, without showing it", () => {
  const folder = temporaryFolder();
  assert.throws(
    () => find({ folder, options: { keyFile: "no.key" } }),
    /no\.key \(--key-file\) cannot be read/,
  );
  writeFileSync(join(folder, "two.key"), "two secret-words\n");
  assert.throws(
    () => find({ folder, options: { keyFile: "two.key" } }),
    (error) => error instanceof Failure && !error.message.includes("secret"),
  );
});
