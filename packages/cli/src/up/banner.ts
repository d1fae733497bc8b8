import { relative } from "node:path";
import type { ProjectDefinitions } from "@landbridge/model";
import type { RunningServer } from "@landbridge/server";
import { defaultDataFolder, defaultUrl } from "../client/connection.ts";
import { countText } from "../commands/read-folder.ts";
import { printFacts } from "../output/facts.ts";
import { plain } from "../output/plain.ts";
import type { Terminal } from "../terminal.ts";
import type { UpSettings } from "./settings.ts";

export interface BannerFacts {
  readonly running: Pick<RunningServer, "url" | "adminKeyFile" | "isAdminKeyNew" | "applied">;
  readonly settings: UpSettings;
  readonly project: ProjectDefinitions | undefined;
  readonly version: string;
}

/** Where everything is, and how to look closer. */
export function printBanner({ out, folder, environment }: Terminal, facts: BannerFacts): void {
  const { running, settings, project, version } = facts;
  const { bold, cyan, dim, green } = out.colours;
  const near = (path: string): string => {
    const short = relative(folder, path);
    return short === "" ? "." : short.startsWith("..") ? path : short;
  };
  out.write(
    `\n${green(bold("Landbridge"))} ${version} is running; Ctrl-C stops it, and jobs go on meanwhile\n\n`,
  );
  printFacts(out, [
    ["  address", cyan(running.url)],
    ["  API page", cyan(`${running.url}/docs`)],
    [
      "  API key",
      `${near(running.adminKeyFile)}${running.isAdminKeyNew ? dim("  (new, for your eyes only)") : ""}`,
    ],
    ["  project", projectText(facts, near)],
    ["  data", near(settings.dataFolder)],
  ]);
  const command = environment.npm_execpath === undefined ? "landbridge" : "npx landbridge";
  const where = optionsFor(facts, near);
  out.write(`\n  Look closer, in another terminal:\n`);
  for (const line of exampleLines(project)) out.write(`    ${cyan(`${command} ${line}${where}`)}\n`);
  out.write("\n");
}

function projectText({ running, settings, project }: BannerFacts, near: (path: string) => string): string {
  if (project === undefined || settings.projectFolder === undefined)
    return "none; load one with `landbridge apply DIR`";
  const { changes = [], unchangedCount = 0 } = running.applied ?? {};
  const changed = changes.length === 0 ? "nothing changed" : countText(changes.length, "change");
  return `${plain(project.name)} in ${near(settings.projectFolder)} (${changed}, ${unchangedCount} unchanged)`;
}

/** What the commands need to find this server, where they would look elsewhere by themselves. */
function optionsFor({ running, settings }: BannerFacts, near: (path: string) => string): string {
  const isFound = near(settings.dataFolder) === defaultDataFolder || running.url === defaultUrl;
  return isFound ? "" : ` --data ${near(settings.dataFolder)}`;
}

function exampleLines(project: ProjectDefinitions | undefined): readonly string[] {
  const name = project?.stateMachines[0]?.name ?? project?.jobs[0]?.name;
  return ["executions", "runs --status RUNNING", name === undefined ? "schedules" : `launch ${name} --wait`];
}
