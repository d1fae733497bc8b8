import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { howToGetPostgres, isPostgresMissing } from "../src/private-server/index.ts";

suite("a private server", { skip: isPostgresMissing() && howToGetPostgres }, () => {
  test("ends and leaves no folder when whoever started it is killed, its whole group too", async () => {
    const script = `const { startPrivateServer } = await import(${JSON.stringify(fileURLToPath(new URL("../src/private-server/index.ts", import.meta.url)))});
      const server = await startPrivateServer(); console.log(server.folder); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    });
    const { value: folder } = (await createInterface({ input: child.stdout })
      [Symbol.asyncIterator]()
      .next()) as { value: string };
    assert.ok(existsSync(folder) && child.pid !== undefined);
    process.kill(-child.pid, "SIGKILL");
    while (existsSync(folder)) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});
