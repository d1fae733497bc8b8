import { usageFailure } from "../failure.ts";
import type { Options } from "../program/options.ts";

/** Of `--status`, in any case. */
export function readStatus(options: Options, statuses: readonly string[]): string | undefined {
  const text = options.text("status");
  if (text === undefined) return undefined;
  const status = text.toUpperCase().replaceAll("-", "_");
  if (statuses.includes(status)) return status;
  throw usageFailure(`"${text}" is not a status`, `the statuses are ${statuses.join(", ")}`);
}
