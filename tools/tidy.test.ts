import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

// Our own checks of the tree: what no linter knows. The table of imports is the law of ARCHITECTURE.md.

const root = join(import.meta.dirname, "..");

const everything = "*";

/** Who may import whom, by package; tests may also use what stands under devDependencies. */
const mayImport: Readonly<Record<string, readonly string[] | typeof everything>> = {
  model: [],
  asl: ["model"],
  calendar: ["model"],
  api: ["model"],
  project: ["model", "asl", "calendar"],
  store: ["model"],
  "store-sqlite": ["store", "model"],
  "store-postgres": ["store", "model"],
  objects: ["model"],
  secrets: ["store", "model"],
  engine: ["asl", "objects", "store", "model"],
  scheduler: ["calendar", "store", "model"],
  jobs: ["store", "model"],
  agent: ["api", "model"],
  server: [
    "model",
    "asl",
    "calendar",
    "api",
    "project",
    "store",
    "store-sqlite",
    "store-postgres",
    "engine",
    "objects",
    "secrets",
    "scheduler",
    "jobs",
    "agent",
  ],
  client: [],
  cli: everything,
  sim: everything,
};

const pure = ["model", "asl", "calendar", "api"];

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function manifestOf(name: string): Manifest {
  return JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8")) as Manifest;
}

function ours(dependencies: Readonly<Record<string, string>> = {}): string[] {
  return Object.keys(dependencies).flatMap((name) => /^@landbridge\/(.+)$/.exec(name)?.[1] ?? []);
}

function tracked(...patterns: readonly string[]): string[] {
  const list = execFileSync("git", ["-c", "safe.directory=*", "ls-files", "-z", "--", ...patterns], {
    cwd: root,
    encoding: "utf8",
  });
  return list.split("\0").filter((path) => path !== "");
}

function isTest(path: string): boolean {
  return /\.test\.ts$|\/test\/|\/testing\/|\/conformance\//.test(path);
}

/** The package names in a source file's imports, static and dynamic, sub-paths cut off. */
function importsIn(path: string): string[] {
  const source = readFileSync(join(root, path), "utf8");
  const specifiers = [...source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(
    (found) => found[1] ?? "",
  );
  return specifiers.flatMap((specifier) => /^@landbridge\/([^/]+)/.exec(specifier)?.[1] ?? []);
}

test("every package stands in the table of imports", () => {
  assert.deepEqual(readdirSync(join(root, "packages")).toSorted(), Object.keys(mayImport).toSorted());
});

test("a package.json allows no more than the table does", () => {
  for (const [name, allowed] of Object.entries(mayImport)) {
    if (allowed === everything) continue;
    const surplus = ours(manifestOf(name).dependencies).filter((other) => !allowed.includes(other));
    assert.deepEqual(surplus, [], `packages/${name}/package.json depends on what it may not import`);
  }
});

test("a source file imports only what its package.json allows, and from another package only what it offers", () => {
  const mistakes: string[] = [];
  for (const path of tracked("packages/*/src/**/*.ts", "packages/*/test/**/*.ts")) {
    const name = path.split("/")[1] ?? "";
    const manifest = manifestOf(name);
    const allowed = new Set(ours(manifest.dependencies));
    if (isTest(path)) for (const other of ours(manifest.devDependencies)) allowed.add(other);
    for (const other of importsIn(path)) {
      if (!allowed.has(other) && other !== name) mistakes.push(`${path} imports @landbridge/${other}`);
    }
    if (
      /from "(?:\.\.\/)+(?:packages|model|asl|calendar|api|store|engine|jobs|agent|server)\//.test(
        readFileSync(join(root, path), "utf8"),
      )
    ) {
      mistakes.push(`${path} reaches past another package's index`);
    }
  }
  assert.deepEqual(mistakes, []);
});

test("pure packages import nothing of Node", () => {
  const mistakes = pure
    .flatMap((name) => tracked(`packages/${name}/src/**/*.ts`))
    .filter((path) => !isTest(path))
    .filter((path) => /from "node:/.test(readFileSync(join(root, path), "utf8")));
  assert.deepEqual(mistakes, []);
});

test("no folder has a name that says nothing", () => {
  const vague = /(?:^|\/)(?:utils?|helpers?|common|lib|misc|types)(?:\/|\.ts$)/;
  assert.deepEqual(
    tracked("*.ts").filter((path) => vague.test(path)),
    [],
  );
});

test("nothing that is tracked names a machine's folders or a registry's host", () => {
  const forbidden = /\/(?:work|root|home)\/[a-z]+\/|registry\.npmjs|deb\.debian|\.library\b/;
  const mistakes = tracked(".")
    .filter((path) => !/\.(?:png|ico|woff2?)$/.test(path) && path !== "tools/tidy.test.ts")
    .filter((path) => forbidden.test(readFileSync(join(root, path), "utf8")));
  assert.deepEqual(mistakes, []);
});
