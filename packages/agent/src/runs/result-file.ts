import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { type Json, parseJson } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { errorCode } from "./durable-file.ts";

const { O_NONBLOCK, O_RDONLY } = constants;

/** What a job left in its LANDBRIDGE_RESULT_FILE, or why that cannot be passed on. */
export type ResultFinding =
  | { readonly kind: "none" }
  | { readonly kind: "result"; readonly result: Json }
  | { readonly kind: "unusable"; readonly reason: string };

/** The job made the file, or what stands in its place: a link, a pipe, a folder, a terabyte. */
export async function readResult(paths: AttemptPaths, bytesMax: number): Promise<ResultFinding> {
  try {
    return await readSmall(paths.result, bytesMax);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return { kind: "none" };
    return {
      kind: "unusable",
      reason: `it cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

async function readSmall(path: string, bytesMax: number): Promise<ResultFinding> {
  // O_NONBLOCK: opening a pipe must not wait for its writer.
  const file = await open(path, O_RDONLY | O_NONBLOCK);
  try {
    const facts = await file.stat();
    if (!facts.isFile()) return { kind: "unusable", reason: "it is not a file" };
    if (facts.size === 0) return { kind: "none" };
    if (facts.size > bytesMax)
      return { kind: "unusable", reason: `it has ${facts.size} bytes; at most ${bytesMax} are passed on` };
    const bytes = Buffer.alloc(facts.size);
    const { bytesRead } = await file.read(bytes, 0, facts.size, 0);
    const result = parseJson(bytes.toString("utf8", 0, bytesRead));
    return result === undefined ? { kind: "unusable", reason: "it is not JSON" } : { kind: "result", result };
  } finally {
    await file.close();
  }
}
