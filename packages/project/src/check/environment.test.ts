import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { readProject } from "../read-project.ts";

async function issuesOf(context: TestContext, files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-project-"));
  context.after(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries({ "landbridge.yaml": "name: test\n", ...files })) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { issues } = await readProject(folder);
  return issues.map(({ path, code }) => `${path ?? ""} ${code}`);
}

const job = (value: string): string => `command: ["true"]\nenvironment:\n  A: "${value}"\n`;

test("a reference to a secret that is not whole is told before anything runs", async (context) => {
  const files = {
    "jobs/good.yaml": job("pg://u:${secret:vault:secret/app/db#password}@h/${secret:store:name}"),
    "jobs/bad.yaml": job("${secret:store}"),
  };
  assert.deepEqual(await issuesOf(context, files), ["/environment/A INVALID_SECRET_REFERENCE"]);
});

test("a job's value may be given as a file, and a function's may not", async (context) => {
  const files = {
    "landbridge.yaml": "name: test\nparameters: {token: t}\n",
    "jobs/good.yaml": `command: ["true"]
environment:
  A: {parameter: token, as: file}
  B: {input: $.key, as: file}
  C: {text: "\${secret:store:key}", as: file}
`,
    "jobs/bad.yaml": `command: ["true"]
environment:
  A: {parameter: none, as: file}
  B: {text: "\${secret:store}", as: file}
`,
    "functions/f/index.mjs": "export const handler = async () => 1;\n",
    "functions/f/function.yaml": "environment:\n  A: {parameter: token, as: file}\n",
  };
  assert.deepEqual(await issuesOf(context, files), [
    "/environment/A/as UNKNOWN_KEY",
    "/environment/A UNKNOWN_PARAMETER",
    "/environment/B INVALID_SECRET_REFERENCE",
  ]);
});

test("a function's reference to a secret is judged as a job's is", async (context) => {
  const files = {
    "functions/f/index.mjs": "export const handler = async () => 1;\n",
    "functions/f/function.yaml": "environment:\n  A: ${secret:store}\n  B: ${secret:store:name}\n",
  };
  assert.deepEqual(await issuesOf(context, files), ["/environment/A INVALID_SECRET_REFERENCE"]);
});
