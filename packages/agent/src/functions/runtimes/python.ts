import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { RuntimeCommand } from "./runtime-command.ts";

const launcher = fileURLToPath(new URL("./launchers/python_launcher.py", import.meta.url));

/** Needs a `python3` on the host, 3.9 or newer. LANDBRIDGE_PYTHON names another one. */
export function pythonCommand(): RuntimeCommand {
  return {
    file: process.env["LANDBRIDGE_PYTHON"] ?? "python3",
    // Unbuffered, so that what a handler prints before it dies is not lost.
    arguments: ["-u", launcher],
    name: "python3",
    folder: dirname(launcher),
    environment: { PYTHONDONTWRITEBYTECODE: "1" },
    marksOutput: true,
  };
}
