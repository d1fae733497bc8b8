import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";

// What the documents name is there: a reader who follows them must not end nowhere.

const root = join(import.meta.dirname, "..");
const documents = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  // A document that was deleted and is not committed yet is still listed.
  .filter((path) => path !== "" && existsSync(join(root, path)));

function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** What a pattern's first group matches in the documents, with the document. */
function mentions(pattern: RegExp): readonly { readonly document: string; readonly name: string }[] {
  return documents.flatMap((document) =>
    [...textOf(document).matchAll(pattern)].map(([, name = ""]) => ({ document, name })),
  );
}

/** Where a relative link leads, from the root. */
function targetOf(document: string, link: string): string {
  return normalize(join(dirname(document), link));
}

const links = mentions(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g).filter(({ name }) => !/^[a-z]+:/.test(name));

test("every link between documents leads somewhere", () => {
  const broken = links.filter(({ document, name }) => !existsSync(join(root, targetOf(document, name))));
  assert.deepEqual(broken, []);
});

test("every script that a document names can be run", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as { readonly scripts: Record<string, string> };
  const unknown = mentions(/npm run ([\w:-]+)/g).filter(({ name }) => !Object.hasOwn(scripts, name));
  assert.deepEqual(unknown, []);
});

test("every file of ours that a document names exists", () => {
  const named = mentions(/`((?:packages|tools|bench|deploy|docs)\/[\w./-]+)`/g);
  assert.deepEqual(
    named.filter(({ name }) => !existsSync(join(root, name))),
    [],
  );
});

test("every page for readers is reached from another one", () => {
  const reached = new Set(links.map(({ document, name }) => targetOf(document, name)));
  const isReached = (path: string): boolean => reached.has(path) || reached.has(dirname(path));
  const pages = documents.filter((path) => path.startsWith("docs/"));
  assert.deepEqual(
    pages.filter((path) => !isReached(path)),
    [],
  );
});

test("ARCHITECTURE.md's map has every package", () => {
  const map = textOf("ARCHITECTURE.md");
  const packages = readdirSync(join(root, "packages"));
  assert.deepEqual(
    packages.filter((name) => !map.includes(`| \`${name}\` |`)),
    [],
  );
});

test("no two decision records have one number", () => {
  const numbers = readdirSync(join(root, "docs", "decisions")).map((name) => name.slice(0, 4));
  assert.deepEqual(
    numbers.filter((number, at) => numbers.indexOf(number) !== at),
    [],
  );
});
