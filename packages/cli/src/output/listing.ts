import type { Page } from "../client/calls.ts";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { type Column, tablePrinter } from "./table.ts";

export interface ListingForm<Item> {
  readonly columns: readonly Column<Item>[];
  /** "no runs yet" */
  readonly whenEmpty: string;
  /** The member of the JSON document that holds the items. */
  readonly member?: "items" | "events";
}

/** Prints a list as it comes: a table for people, one JSON document for programs. */
export async function printListing<Item>(
  { options, terminal }: Pick<Invocation, "options" | "terminal">,
  pages: AsyncIterable<Page<Item>>,
  form: ListingForm<Item>,
): Promise<ExitStatus> {
  if (options.flag("json")) await printJson(terminal.out, pages, form.member ?? "items");
  else await printTable(terminal, pages, form);
  return 0;
}

type Output = Invocation["terminal"]["out"];

/** Written page by page, so that a list of any length fits into memory. */
async function printJson<Item>(
  out: Output,
  pages: AsyncIterable<Page<Item>>,
  member: "items" | "events",
): Promise<void> {
  let separator = "\n";
  let next: string | null = null;
  let isBegun = false;
  for await (const page of pages) {
    // Only now: a failure before the first page must leave no half document.
    if (!isBegun) out.write(`{"${member}":[`);
    isBegun = true;
    for (const item of page.items) {
      out.write(`${separator}${JSON.stringify(item)}`);
      separator = ",\n";
    }
    await out.drained();
    next = page.next;
  }
  const more = member === "items" ? `,"next":${JSON.stringify(next)}` : tokenOf(next);
  out.write(`${separator === "\n" ? "" : "\n"}]${more}}\n`);
}

/** As GetExecutionHistory has it: absent at the end. */
function tokenOf(next: string | null): string {
  return next === null ? "" : `,"nextToken":${JSON.stringify(next)}`;
}

async function printTable<Item>(
  { out, err }: Invocation["terminal"],
  pages: AsyncIterable<Page<Item>>,
  { columns, whenEmpty }: ListingForm<Item>,
): Promise<void> {
  const table = tablePrinter(columns, { columns: out.columns(), colours: out.colours });
  let count = 0;
  let hasMore = false;
  for await (const { items, next } of pages) {
    if (items.length > 0) out.write(table.page(items));
    await out.drained();
    count += items.length;
    hasMore = next !== null;
  }
  if (count === 0) err.write(`${err.colours.dim(whenEmpty)}\n`);
  if (hasMore && count > 0) err.write(`${err.colours.dim(`… and more: --all, or --limit above ${count}`)}\n`);
}
