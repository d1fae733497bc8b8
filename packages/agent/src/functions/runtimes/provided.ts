import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import type { ProcessFacts } from "../channel.ts";
import type { RuntimeCommand } from "./runtime-command.ts";

/** A runtime that the function brings along. Source: AWS Lambda Developer Guide, "Building a custom runtime". */
export function providedCommand({ taskRoot }: ProcessFacts): RuntimeCommand {
  const file = join(taskRoot, "bootstrap");
  accessSync(file, constants.X_OK);
  return { file, arguments: [], name: "provided", folder: taskRoot, marksOutput: false };
}
