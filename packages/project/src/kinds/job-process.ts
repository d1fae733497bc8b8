import type { JobFile } from "../schemas/job.ts";
import type { JobCommand } from "./job-command.ts";

/** The same command, run by a launcher that takes from it what it may not have. */
export function confined(made: JobCommand, process: JobFile["process"]): JobCommand {
  if (process === undefined || Object.keys(process).length === 0) return made;
  const { user, umask, nice, memory, cpus, processes, openFiles } = process;
  const options = Object.entries({
    user,
    umask,
    nice,
    memory,
    cpus,
    processes,
    "open-files": openFiles,
  }).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, String(value)]));
  const { command } = made;
  const argv = command.kind === "shell" ? ["/bin/sh", "-c", command.line] : command.argv;
  return { ...made, command: { kind: "arguments", argv: ["landbridge-confine", ...options, "--", ...argv] } };
}
