import type { Difference } from "./harness.ts";

export interface Result {
  readonly id: string;
  readonly area: string;
  readonly kind: string;
  readonly tier: string;
  readonly milliseconds: number;
  /** Absent: it passed. */
  readonly difference?: Difference;
}

export function failureLines({ area, id, difference }: Result): string[] {
  if (difference === undefined) return [];
  const { step, path, why, expected, actual } = difference;
  return [
    "",
    `${area}  ${id.split("::").slice(1).join("::")}`,
    `  ${step === undefined ? "" : `${step}: `}${path}: ${why}`,
    ...(expected === undefined && actual === undefined
      ? []
      : [`    expected ${shown(expected)}`, `    actual   ${shown(actual)}`]),
  ];
}

const SHOWN_MAX = 600;

function shown(value: unknown): string {
  const text = value === undefined ? "(absent)" : JSON.stringify(value);
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
}

export function tableLines(results: readonly Result[]): string[] {
  const areas = [...new Set(results.map((result) => result.area))].toSorted();
  const rows = areas.map((area) =>
    row(
      area,
      results.filter((result) => result.area === area),
    ),
  );
  return [`${"area".padEnd(28)}   pass   fail`, ...rows, row("all", results)];
}

function row(name: string, results: readonly Result[]): string {
  const passed = passedOf(results);
  const failed = results.length - passed;
  return `${name.padEnd(28)}${String(passed).padStart(7)}${String(failed).padStart(7)}${share(results).padStart(9)}`;
}

function passedOf(results: readonly Result[]): number {
  return results.filter((result) => result.difference === undefined).length;
}

function share(results: readonly Result[]): string {
  return results.length === 0 ? "-" : `${((100 * passedOf(results)) / results.length).toFixed(1)}%`;
}

export function lastLine(results: readonly Result[]): string {
  return `parity: ${passedOf(results)} of ${results.length} (${share(results)})`;
}
