import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import type { ProjectIssue } from "../src/index.ts";

/** By path in the project. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A project that is sound; tests spoil a part of it. */
export const sound: Files = {
  "landbridge.yaml": "name: shop\nparameters:\n  region: north\n",
  "jobs/load.yaml": "command: [node, load.js]\n",
  "functions/check/index.mjs": "export const handler = () => 1;\n",
  "workflows/nightly.asl.json": '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
  "schedules/every-day.yaml": "expression: rate(1 day)\ntarget: { stateMachine: nightly }\n",
};

/** Writes a project into a folder of its own, which goes after the tests of this file. */
export function onDisk(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-project-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** "jobs/load.yaml:1:1 UNKNOWN_KEY", as short as a table of expectations needs it. */
export function placed(issues: readonly ProjectIssue[]): readonly string[] {
  return issues.map(({ file, line, column, code }) =>
    line === undefined ? `${file} ${code}` : `${file}:${line}:${column} ${code}`,
  );
}
