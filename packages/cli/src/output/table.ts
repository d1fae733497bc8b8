import CliTable from "cli-table3";
import type { Colours } from "../terminal.ts";
import { plain } from "./plain.ts";

export interface Column<Item> {
  readonly title: string;
  readonly cell: (item: Item) => string | undefined;
  /** After the width was settled. */
  readonly paint?: (item: Item, text: string, colours: Colours) => string;
  readonly isRight?: true;
  /** May be cut to this many characters where the terminal is too narrow; ids never are. */
  readonly widthMin?: number;
}

export interface TableForm {
  /** To keep to; absent: as wide as it needs. */
  readonly columns: number | undefined;
  readonly colours: Colours;
}

const GAP = "  ";

/** Prints pages of one list under one heading: the first page settles the widths. */
export interface TablePrinter<Item> {
  page(items: readonly Item[]): string;
}

export function tablePrinter<Item>(columns: readonly Column<Item>[], form: TableForm): TablePrinter<Item> {
  let widths: readonly number[] | undefined;
  return {
    page(items) {
      const rows = items.map((item) => columns.map(({ cell }) => plain(cell(item) ?? "")));
      const isFirst = widths === undefined;
      widths ??= fit(columns, rows, form.columns);
      const painted = rows.map((row, index) => paintRow(columns, row, items[index], form.colours));
      const titles = columns.map(({ title }) => form.colours.bold(title));
      return render(columns, isFirst ? [titles, ...painted] : painted, widths);
    },
  };
}

function paintRow<Item>(
  columns: readonly Column<Item>[],
  row: readonly string[],
  item: Item | undefined,
  colours: Colours,
): string[] {
  return columns.map(({ paint }, index) => {
    const text = row[index] ?? "";
    return paint === undefined || item === undefined ? text : paint(item, text, colours);
  });
}

/** What each column gets: what it needs, less, from the widest on, where all do not fit. */
function fit<Item>(
  columns: readonly Column<Item>[],
  rows: readonly (readonly string[])[],
  total: number | undefined,
): number[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  if (total === undefined) return widths;
  let excess = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length) - total;
  while (excess > 0) {
    const index = widestThatYields(columns, widths);
    if (index === undefined) return widths;
    widths[index] = (widths[index] ?? 1) - 1;
    excess -= 1;
  }
  return widths;
}

function widestThatYields<Item>(
  columns: readonly Column<Item>[],
  widths: readonly number[],
): number | undefined {
  let found: number | undefined;
  columns.forEach(({ widthMin, title }, index) => {
    const width = widths[index] ?? 0;
    if (widthMin === undefined || width <= Math.max(widthMin, title.length)) return;
    if (found === undefined || width > (widths[found] ?? 0)) found = index;
  });
  return found;
}

function render<Item>(
  columns: readonly Column<Item>[],
  rows: readonly string[][],
  widths: readonly number[],
): string {
  if (rows.length === 0) return "";
  const table = new CliTable({
    chars: noLines,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0, compact: true },
    colWidths: [...widths],
    colAligns: columns.map(({ isRight }) => (isRight ? "right" : "left")),
    wordWrap: false,
  });
  table.push(...rows);
  const lines = table.toString().split("\n");
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

const noLines = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: GAP,
};
