import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { onDisk, sound } from "../test/project-on-disk.ts";
import { IssueLog } from "./issue.ts";
import { projectLimits } from "./limits.ts";
import { readProject } from "./read-project.ts";
import { parseYaml } from "./source/parse-yaml.ts";

function codesOf(text: string): readonly string[] {
  const issues = new IssueLog();
  const document = parseYaml("a.yaml", text, issues);
  assert.equal(document === undefined, issues.errorCount > 0);
  return issues.list().map(({ code }) => code);
}

test("a bomb of aliases does not go off", () => {
  const levels = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(10)}]`);
  assert.deepEqual(codesOf(["l0: &l0 [x]", ...levels].join("\n")), ["YAML_TOO_LARGE"]);
});

test("aliases within the limit are followed", () => {
  const issues = new IssueLog();
  const document = parseYaml("a.yaml", "a: &x { b: 1 }\nc: *x\nd: [*x, *x]\n", issues);
  assert.deepEqual(document?.value, { a: { b: 1 }, c: { b: 1 }, d: [{ b: 1 }, { b: 1 }] });
});

test("an alias that contains itself, or to nothing, is refused", () => {
  assert.deepEqual(codesOf("a: &a [*a]"), ["YAML_ALIAS"]);
  assert.deepEqual(codesOf("a: *b"), ["YAML_ALIAS"]);
});

test("deep nesting is refused, at any depth", () => {
  for (const depth of [100, 1_000, 20_000])
    assert.ok(codesOf(`a: ${"[".repeat(depth)}${"]".repeat(depth)}`).length > 0, `depth ${depth}`);
  assert.deepEqual(codesOf(`${"[".repeat(80)}${"]".repeat(80)}`), ["YAML_TOO_DEEP"]);
});

test("tags that would make something other than JSON are refused", () => {
  for (const value of ["!!binary aGk=", "!!js/function x", "!!set { a }", "!own x", "!!timestamp 2020-01-01"])
    assert.deepEqual(codesOf(`a: ${value}`), ["YAML_TAG"], value);
  assert.deepEqual(codesOf("a: !!str 3"), []);
});

test("numbers that JSON cannot hold are refused", () => {
  assert.deepEqual(codesOf("a: .nan\nb: .inf"), ["YAML_NUMBER", "YAML_NUMBER"]);
});

test("a merge key is a key like any other, and so is __proto__", () => {
  const document = parseYaml("a.yaml", "<<: { a: 1 }\n__proto__: { b: 2 }\n", new IssueLog());
  assert.equal(JSON.stringify(document?.value), '{"<<":{"a":1},"__proto__":{"b":2}}');
});

test("a key that is a list is refused", () => {
  assert.ok(codesOf("? [a]\n: 1").length > 0);
});

test("ten thousand keys are read, and ten thousand repeated ones are reported up to the limit", () => {
  const keys = Array.from({ length: 10_000 }, (_, i) => `k${i}: 1`).join("\n");
  assert.deepEqual(codesOf(keys), []);
  assert.equal(codesOf("a: 1\n".repeat(10_000)).length, projectLimits.issuesMax);
});

test("what a message quotes is cut", async () => {
  const { issues } = await readProject(
    onDisk({ ...sound, "jobs/load.yaml": `command: x\nconcurrency: ${"k".repeat(50_000)}` }),
  );
  assert.deepEqual(
    issues.map(({ code }) => code),
    ["INVALID_VALUE"],
  );
  assert.ok(JSON.stringify(issues).length < 4_000);
});

const seeds = [
  "command: [node, load.js]\ntimeout: 5m\nenvironment: { A: &a x, B: { input: $.a }, C: *a }\nretry: { maxAttempts: 2 }\n",
  "expression: rate(1 day)\ntimezone: Europe/Berlin\ntarget: { job: load }\ninput: { a: [1, 2, { b: null }] }\n",
  "StartAt: A\nStates:\n  A: { Type: Task, Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: f }, End: true }\n",
];
const pieces = [
  "&a ",
  "*a",
  "!!binary ",
  "\t",
  "\n",
  ": ",
  "- ",
  "[",
  "]",
  "{",
  "}",
  '"',
  "'",
  "|",
  "? ",
  "\0",
  "\ud800",
  "__proto__: ",
  "<<: ",
  "%YAML 9.9\n",
  "---\n",
  "#",
  "1e999",
  "~",
];

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(200),
  remove: fc.nat(6),
  insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4, unit: "binary" })),
});

function apply(text: string, { at, remove, insert }: Edit): string {
  const from = at % (text.length + 1);
  return text.slice(0, from) + insert + text.slice(from + remove);
}

test("mutated YAML never throws: it gives JSON or reports why not", () => {
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.array(edit, { maxLength: 8 }), (seed, edits) => {
      const issues = new IssueLog();
      const document = parseYaml("a.yaml", edits.reduce(apply, seed), issues);
      assert.equal(document === undefined, issues.errorCount > 0);
      if (document === undefined) return;
      // A lone surrogate and -0 are the two that JSON text does not bring back as they were.
      const text = JSON.stringify(document.value);
      assert.equal(JSON.stringify(JSON.parse(text)), text);
    }),
    { numRuns: 1_000 },
  );
});

test("a project of mutated files never throws, and has definitions or an error", async () => {
  const edits = fc.array(edit, { maxLength: 4 });
  const folder = onDisk(sound);
  const { writeFileSync } = await import("node:fs");
  await fc.assert(
    fc.asyncProperty(edits, edits, edits, edits, async (project, job, workflow, schedule) => {
      const write = (path: string, text: string, changes: readonly Edit[]): void =>
        writeFileSync(`${folder}/${path}`, changes.reduce(apply, text));
      write("landbridge.yaml", String(sound["landbridge.yaml"]), project);
      write("jobs/load.yaml", seeds[0] ?? "", job);
      write("workflows/w.asl.yaml", seeds[2] ?? "", workflow);
      write("schedules/every-day.yaml", seeds[1] ?? "", schedule);
      const { definitions, issues } = await readProject(folder);
      assert.equal(
        definitions === undefined,
        issues.some(({ severity }) => severity === "error"),
      );
    }),
    { numRuns: 150 },
  );
});
