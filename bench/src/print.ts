import Table from "cli-table3";
import type { Figure } from "./figure.ts";

/** A table for people; `--json` is for programs. */
export function printFigures(figures: readonly Figure[]): string {
  const table = new Table({
    head: ["", "what", "measured", "to reach", ""],
    colAligns: ["left", "left", "right", "right", "left"],
    style: { head: [], border: [] },
  });
  for (const figure of figures) table.push(rowOf(figure));
  return table.toString();
}

function rowOf(figure: Figure): string[] {
  const { id, what, value, unit, target } = figure;
  if (target === undefined) return [id, what, shown(value, unit), "", ""];
  const isMinimum = "atLeast" in target;
  const limit = isMinimum ? target.atLeast : target.atMost;
  const isReached = isMinimum ? value >= limit : value <= limit;
  return [
    id,
    what,
    shown(value, unit),
    `${isMinimum ? "≥" : "≤"} ${shown(limit, unit)}`,
    isReached ? "reached" : "not reached",
  ];
}

function shown(value: number, unit: Figure["unit"]): string {
  switch (unit) {
    case "1/s":
      return `${Math.round(value).toLocaleString("en")} /s`;
    case "ms":
      return `${value.toFixed(2)} ms`;
    case "s":
      return `${value.toFixed(3)} s`;
    case "bytes":
      return `${(value / 2 ** 20).toFixed(1)} MiB`;
    case "times":
      return `${value.toFixed(1)} ×`;
  }
}
