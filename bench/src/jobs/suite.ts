import { execFileSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Figure, SuiteOptions } from "../figure.ts";
import { startServer } from "../wire/server.ts";
import { launchFigures } from "./launches.ts";
import { jobFiles } from "./projects.ts";

/** The Jobs API; what each figure is stands in docs/internals/benchmarks.md. */
export async function benchJobs({ data, progress }: SuiteOptions): Promise<Figure[]> {
  const folder = mkdtempSync(join(data ?? tmpdir(), "landbridge-bench-"));
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const server = await startServer(data, jobFiles(pipe));
  try {
    return await launchFigures(server, progress);
  } finally {
    await server.close();
    // The jobs outlive their server; who opens the pipe and goes lets all of them end.
    closeSync(openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK));
    rmSync(folder, { recursive: true });
  }
}
