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
  /** Left out where the terminal is too narrow even so: 1 goes first. `show` tells it. */
  readonly goes?: 1 | 2 | 3;
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

export function tablePrinter<Item>(all: readonly Column<Item>[], form: TableForm): TablePrinter<Item> {
  let layout: Layout<Item> | undefined;
  return {
    page(items) {
      const isFirst = layout === undefined;
      layout ??= settle(all, items, form.columns);
      const { columns, widths } = layout;
      const rows = items.map((item) => paintRow(columns, item, form.colours));
      const titles = columns.map(({ title }) => form.colours.bold(title));
      return render(columns, isFirst ? [titles, ...rows] : rows, widths);
    },
  };
}

interface Layout<Item> {
  readonly columns: readonly Column<Item>[];
  readonly widths: readonly number[];
}

function textOf<Item>({ cell }: Column<Item>, item: Item): string {
  return plain(cell(item) ?? "");
}

function paintRow<Item>(columns: readonly Column<Item>[], item: Item, colours: Colours): string[] {
  return columns.map((column) => {
    const text = textOf(column, item);
    return column.paint === undefined ? text : column.paint(item, text, colours);
  });
}

/** Which columns there is room for, and what each gets. */
function settle<Item>(
  all: readonly Column<Item>[],
  items: readonly Item[],
  total: number | undefined,
): Layout<Item> {
  let columns = all;
  for (;;) {
    const widths = columns.map((column) =>
      Math.max(column.title.length, ...items.map((item) => textOf(column, item).length)),
    );
    if (total === undefined || cutToFit(columns, widths, total)) return { columns, widths };
    const first = columns.toSorted((a, b) => (a.goes ?? 9) - (b.goes ?? 9))[0];
    if (first?.goes === undefined) return { columns, widths };
    columns = columns.filter((column) => column !== first);
  }
}

/** Takes from the widest that yields until all fit; false: it is not enough. */
function cutToFit<Item>(columns: readonly Column<Item>[], widths: number[], total: number): boolean {
  let excess = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length) - total;
  while (excess > 0) {
    const index = widestThatYields(columns, widths);
    if (index === undefined) return false;
    widths[index] = (widths[index] ?? 1) - 1;
    excess -= 1;
  }
  return true;
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
