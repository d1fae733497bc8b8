import { resolve } from "node:path";
import { parseArgs } from "node:util";

export const usage = `usage: npm run parity -- [options]

Plays what was recorded from AWS Step Functions in this process, on a virtual clock, and compares.

  --vectors DIR   the folder with the vectors and their comparer (default ../shared/conformance)
  --area a,b      only these areas
  --id TEXT       only vectors whose id contains TEXT; may be given several times
  --kind a,b      only these kinds
  --failures N    failures to show (default 20)
  --json          every result as JSON, instead of the table
  --help          this text`;

export interface Options {
  readonly folder: string;
  readonly isFolderGiven: boolean;
  readonly areas: readonly string[] | undefined;
  readonly kinds: readonly string[] | undefined;
  readonly ids: readonly string[];
  readonly failures: number;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

/** Throws for an option that there is not, with the reason. */
export function readOptions(args: readonly string[], root: string): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      vectors: { type: "string" },
      area: { type: "string" },
      kind: { type: "string" },
      id: { type: "string", multiple: true },
      failures: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  const failures = Number(values.failures ?? 20);
  if (!Number.isInteger(failures) || failures < 0) throw new Error("--failures wants a whole number");
  return {
    folder: values.vectors === undefined ? resolve(root, "../shared/conformance") : resolve(values.vectors),
    isFolderGiven: values.vectors !== undefined,
    areas: values.area?.split(","),
    kinds: values.kind?.split(","),
    ids: values.id ?? [],
    failures,
    isJson: values.json ?? false,
    isHelp: values.help ?? false,
  };
}
