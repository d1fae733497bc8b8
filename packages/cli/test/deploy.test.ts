import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { parse, parseAllDocuments } from "yaml";
import { commandSpecs } from "../src/program/commands.ts";

// The files under deploy/ fit the program: its options, its variables, its keys. No Docker or cluster is needed.

const root = join(import.meta.dirname, "../../..");
const deploy = join(root, "deploy");
const folder = mkdtempSync(join(tmpdir(), "landbridge-deploy-"));
after(() => rmSync(folder, { recursive: true }));

function textOf(name: string): string {
  return readFileSync(join(deploy, name), "utf8");
}

for (const name of ["compose.yaml", "kubernetes.yaml"])
  test(`${name} is YAML without mistakes`, () => {
    const documents = parseAllDocuments(textOf(name), { merge: true });
    assert.ok(Array.isArray(documents) && documents.length > 0);
    for (const document of documents) {
      assert.deepEqual([...document.errors, ...document.warnings], []);
      assert.equal(typeof document.toJS(), "object");
    }
  });

test("every option that is given to `up` is one of its own", () => {
  const up = commandSpecs.find(({ name }) => name === "up");
  const known = (up?.options ?? []).map(({ flags }) => /--[a-z-]+/.exec(flags)?.[0]);
  for (const name of ["Dockerfile", "kubernetes.yaml", "landbridge.service"]) {
    const line = textOf(name)
      .split("\n")
      .find((text) => /^(CMD|ExecStart|\s+args:)/.test(text) && /\bup\b/.test(text));
    const used = [...(line ?? "").matchAll(/--[a-z-]+/g)].map(([flag]) => flag);
    assert.ok(used.includes("--data"), name);
    assert.deepEqual(
      used.filter((flag) => !known.includes(flag)),
      [],
      name,
    );
  }
});

interface Compose {
  readonly services: Readonly<
    Record<string, { readonly command?: readonly string[]; readonly secrets?: readonly ComposeSecret[] }>
  >;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}
type ComposeSecret = string | { readonly source: string };

test("compose.yaml runs commands that there are, with options that they have", () => {
  const { services } = parse(textOf("compose.yaml"), { merge: true }) as Compose;
  const agents = Object.values(services).filter(({ command }) =>
    /landbridge agent/.test(command?.join(" ") ?? ""),
  );
  assert.equal(agents.length, 2);
  const lines = [
    ...textOf("compose.yaml").matchAll(/landbridge (?<line>(?:hosts enrol|agent)[^\n]*(?:\n +--[^\n]*)*)/g),
  ];
  assert.equal(lines.length, 3);
  for (const { groups } of lines) {
    const line = groups?.["line"] ?? "";
    const spec = commandSpecs.find(({ name }) => line.startsWith(`${name} `));
    const known = (spec?.options ?? []).map(({ flags }) => /--[a-z-]+/.exec(flags)?.[0]);
    const used = [...line.matchAll(/--[a-z-]+/g)].map(([flag]) => flag);
    assert.ok(spec !== undefined && used.length > 0, line);
    assert.deepEqual(
      used.filter((flag) => !known.includes(flag)),
      [],
    );
  }
});

test("every secret of compose.yaml is a file that is made, and every one is used", () => {
  const { services, secrets } = parse(textOf("compose.yaml"), { merge: true }) as Compose;
  const used = Object.values(services).flatMap(({ secrets: own = [] }) =>
    own.map((secret) => (typeof secret === "string" ? secret : secret.source)),
  );
  assert.deepEqual([...new Set(used)].toSorted(), Object.keys(secrets).toSorted());
  const files = Object.values(secrets).map(({ file }) => file.replace("./secrets/", ""));
  const made = textOf("make-keys.sh");
  for (const file of files.filter((name) => !name.endsWith(".token"))) assert.ok(made.includes(file), file);
});

test("every LANDBRIDGE_ variable is one that the program reads", () => {
  const sources = execFileSync(
    "git",
    ["grep", "-hoE", "LANDBRIDGE_[A-Z_]+", "--", "packages/*/src/*.ts", "packages/*/src/**/*.ts"],
    { cwd: root, encoding: "utf8" },
  );
  const read = new Set([...sources.split("\n"), "LANDBRIDGE_DB_PASSWORD"]);
  for (const name of readdirSync(deploy).filter((file) => statSync(join(deploy, file)).isFile()))
    for (const [variable] of textOf(name).matchAll(/LANDBRIDGE_[A-Z_]+/g))
      assert.ok(read.has(variable), `${name}: ${variable}`);
});

test("the keys that make-keys.sh makes are its owner's, are never changed, and fit the program", async () => {
  const keys = join(folder, "keys");
  execFileSync(join(deploy, "make-keys.sh"), [keys]);
  const names = readdirSync(keys);
  assert.deepEqual(names.toSorted(), [".env", "database.password", "master.key", "secrets.key"]);
  for (const name of names) assert.equal(statSync(join(keys, name)).mode & 0o777, 0o600);
  const before = names.map((name) => readFileSync(join(keys, name), "utf8"));
  execFileSync(join(deploy, "make-keys.sh"), [keys]);
  assert.deepEqual(
    names.map((name) => readFileSync(join(keys, name), "utf8")),
    before,
  );
  assert.equal(Buffer.from(readFileSync(join(keys, "secrets.key"), "utf8").trim(), "base64url").length, 32);

  const { openMasterKey, systemClock } = await import("@landbridge/server");
  const { openSqliteStore } = await import("@landbridge/store-sqlite");
  const store = await openSqliteStore({ memory: true });
  const { epoch } = await store.acquire(0);
  const environment = { LANDBRIDGE_MASTER_KEY_FILE: join(keys, "master.key") };
  const held = { store, partition: 0, epoch: () => epoch, clock: systemClock };
  const { keyIds } = await openMasterKey({ ...held, dataFolder: folder, environment });
  assert.equal(keyIds.length, 1);
  await store.close();
});

test("systemd finds nothing wrong with the unit", {
  skip: spawnSync("systemd-analyze", ["--version"]).status !== 0 && "systemd-analyze is not here",
}, () => {
  const unit = join(folder, "landbridge.service");
  // The program and its user are not installed here.
  const text = textOf("landbridge.service")
    .replace("/usr/local/bin/landbridge", process.execPath)
    .replaceAll(/^(User|Group)=.*\n/gm, "");
  writeFileSync(unit, text);
  const { status, stderr } = spawnSync("systemd-analyze", ["verify", unit], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
});

test("the image runs as somebody who is not root, and is built without install scripts", () => {
  const text = textOf("Dockerfile");
  assert.match(text, /^USER 10001:10001$/m);
  assert.match(text, /npm ci .*--ignore-scripts/);
  assert.ok(text.lastIndexOf("\nUSER ") < text.lastIndexOf("\nENTRYPOINT "));
});
