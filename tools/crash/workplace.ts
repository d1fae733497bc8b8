import { mkdir, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where one crash test keeps its things; nothing here is read by the server but the project. */
export interface Workplace {
  readonly folder: string;
  readonly dataFolder: string;
  readonly projectFile: string;
  readonly serverLog: string;
  /** What the processes of the jobs say. */
  readonly longLog: string;
  readonly lineLog: string;
  /** What the functions leave. */
  readonly effects: string;
  readonly tokens: string;
}

export async function makeWorkplace(): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), "landbridge-crash-"));
  await mkdir(join(folder, "logs"));
  return {
    folder,
    dataFolder: join(folder, "data"),
    projectFile: join(folder, "project.json"),
    serverLog: join(folder, "logs", "server.log"),
    longLog: join(folder, "logs", "long.log"),
    lineLog: join(folder, "logs", "line.log"),
    effects: join(folder, "logs", "effects.jsonl"),
    tokens: join(folder, "logs", "tokens.jsonl"),
  };
}

/** The whole lines of a file that others append to; none if it is not there yet. */
export async function readLines(file: string): Promise<readonly string[]> {
  try {
    const text = await readFile(file, "utf8");
    return text.split("\n").slice(0, -1);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
