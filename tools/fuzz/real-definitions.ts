import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonArray, isJsonObject, type Json, parseJson } from "@landbridge/model";
import { readProject } from "@landbridge/project";

const projects = ["examples/bank"];

/** The definitions of the examples, and whatever looks like one in the recorded vectors, read where they lie. */
export async function realDefinitions(vectors: string): Promise<readonly Json[]> {
  const found: Json[] = [];
  for (const folder of projects) {
    const { definitions } = await readProject(folder);
    for (const { definition } of definitions?.stateMachines ?? []) collect(parseJson(definition), found);
  }
  const folder = join(vectors, "vectors");
  if (!existsSync(folder)) return found;
  for (const file of globSync("*.json", { cwd: folder })) {
    collect(parseJson(readFileSync(join(folder, file), "utf8")), found);
  }
  return found;
}

function collect(value: Json | undefined, found: Json[]): void {
  if (typeof value === "string" && value.includes("StartAt")) collect(parseJson(value), found);
  else if (isJsonArray(value)) for (const item of value) collect(item, found);
  else if (value !== undefined && isJsonObject(value)) {
    if ("StartAt" in value && "States" in value) found.push(value);
    else for (const member of Object.values(value)) collect(member, found);
  }
}
