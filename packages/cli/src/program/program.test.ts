import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { launcher } from "../../test/run-landbridge.ts";
import { processTerminal, type Terminal } from "../terminal.ts";
import { commandSpecs } from "./commands.ts";
import { createProgram } from "./program.ts";

interface Said {
  out: string;
  err: string;
  code?: string;
}

/** In this process: what commander makes of a command line that runs nothing. */
async function parse(...argv: readonly string[]): Promise<Said> {
  const said: Said = { out: "", err: "" };
  const real = processTerminal(["--no-color"]);
  const terminal: Terminal = {
    ...real,
    out: { ...real.out, write: (text) => void (said.out += String(text)), columns: () => 100 },
    err: { ...real.err, write: (text) => void (said.err += String(text)), columns: () => 100 },
  };
  try {
    await createProgram({ terminal, version: "1.2.3", ended: () => {} }).parseAsync(argv, { from: "user" });
  } catch (error) {
    said.code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
  return said;
}

test("help lists every command under its heading", async () => {
  const { out, code } = await parse("--help");
  assert.equal(code, "commander.helpDisplayed");
  for (const { name, summary } of commandSpecs)
    if (!name.includes(" ")) assert.match(out, new RegExp(`^ {2}${name}\\b.*${summary.slice(0, 20)}`, "m"));
  const order = ["Run a server:", "Work:", "Look:", "Time:", "Administer:"].map((title) =>
    out.indexOf(title),
  );
  assert.deepEqual(
    order.toSorted((a, b) => a - b),
    order,
  );
  assert.ok(order.every((index) => index > 0));
});

for (const spec of commandSpecs) {
  test(`${spec.name} --help tells its parameters, options and examples`, async () => {
    const { out } = await parse(...spec.name.split(" "), "--help");
    assert.match(out, new RegExp(`^Usage: landbridge ${spec.name}`));
    for (const { flags } of spec.options ?? []) assert.ok(out.includes(flags), flags);
    for (const { name } of spec.parameters ?? []) assert.ok(out.includes(name), name);
    for (const { line, says } of spec.examples) assert.ok(out.includes(line) && out.includes(says), line);
    assert.ok(out.split("\n").every((line) => line.length <= 110 || line.includes("landbridge ")));
  });

  test(`the examples of ${spec.name} fit its options`, () => {
    const known = new Set((spec.options ?? []).flatMap(({ flags }) => flags.match(/--?[a-z-]+/g) ?? []));
    for (const { line } of spec.examples) {
      const [, own = ""] = /landbridge (.*?)(?: [|>].*)?$/.exec(line) ?? [];
      const used = own.replace(/'[^']*'|"[^"]*"/g, "").match(/(?<= )--?[a-z][a-z-]*/g) ?? [];
      for (const flag of used) assert.ok(known.has(flag), `${flag} in ${line}`);
    }
  });

  test(`${spec.name} has its code`, async () => {
    assert.equal(typeof (await spec.load()).run, "function");
  });
}

test("what is nearly a command is suggested", async () => {
  assert.match((await parse("launhc", "x")).err, /unknown command 'launhc'[^]*Did you mean launch\?/);
  assert.match((await parse("schedule", "nxt", "x")).err, /unknown command 'nxt'[^]*Did you mean next\?/);
  assert.match(
    (await parse("runs", "--jon", "x")).err,
    /unknown option '--jon'[^]*Did you mean one of --job, --json\?/,
  );
  assert.match((await parse("show", "a", "b")).err, /too many arguments/);
});

test("version is told alone", async () => {
  assert.equal((await parse("--version")).out, "1.2.3\n");
});

test("help loads no code of commands, so that it is there at once", () => {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-help-"));
  const hook = `import { registerHooks } from "node:module";
    registerHooks({ load: (url, context, next) => { process.stderr.write(url + "\\n"); return next(url, context); } });`;
  const argv = ["--import", `data:text/javascript,${encodeURIComponent(hook)}`, launcher, "--help"];
  const env = { ...process.env, XDG_CACHE_HOME: folder };
  const { stderr } = spawnSync(process.execPath, argv, { encoding: "utf8", env });
  rmSync(folder, { recursive: true, force: true });
  const loaded = stderr.split("\n").filter((url) => url.startsWith("file:"));
  const own = loaded.filter((url) => url.includes("/packages/"));
  assert.ok(own.length > 0 && own.length <= 20, `${own.length} files`);
  assert.ok(
    own.every((url) => url.includes("/packages/cli/")),
    own.join("\n"),
  );
  const libraries = new Set(loaded.flatMap((url) => /node_modules\/([^/]+)/.exec(url)?.[1] ?? []));
  assert.deepEqual(libraries, new Set(["commander", "picocolors"]));
});
