import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import type { FunctionDefinition } from "@landbridge/model";

/** Why tests of a runtime are left out; false: the program is there. In CI nothing is left out. */
export function lacks(program: string, flag: string, hint: string): string | false {
  if (process.env["CI"] === "true") return false;
  const { status } = spawnSync(program, [flag], { stdio: "ignore" });
  return status === 0 ? false : `SKIPPED: no ${program} here; ${hint}`;
}

/** A function whose folder holds these files; removed with the test. */
export function folderFunction(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  more: Partial<FunctionDefinition> & Pick<FunctionDefinition, "runtime">,
): FunctionDefinition {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-function-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
    if (name === "bootstrap") chmodSync(join(folder, name), 0o755);
  }
  return {
    name: "f",
    entry: folder,
    handler: "app.handler",
    memoryMegabytes: 256,
    timeoutSeconds: 100,
    concurrency: 1,
    environment: {},
    ...more,
  };
}
