import assert from "node:assert/strict";
import test from "node:test";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import pc from "picocolors";
import { type Column, tablePrinter } from "./table.ts";

interface Item {
  readonly id: string;
  readonly reason: string;
}

const columns: readonly Column<Item>[] = [
  { title: "ID", cell: ({ id }) => id },
  { title: "REASON", cell: ({ reason }) => reason, widthMin: 6, paint: (_, text, { red }) => red(text) },
  { title: "LENGTH", cell: ({ reason }) => String(reason.length), isRight: true },
];
const colours = pc.createColors(false);

test("columns are as wide as they need, and numbers end alike", () => {
  const table = tablePrinter(columns, { columns: undefined, colours });
  const items = [
    { id: "a", reason: "short" },
    { id: "bbbb", reason: "a longer reason" },
  ];
  assert.equal(
    table.page(items),
    "ID    REASON           LENGTH\na     short                 5\nbbbb  a longer reason      15\n",
  );
});

test("later pages keep the widths of the first, without a heading", () => {
  const table = tablePrinter(columns, { columns: undefined, colours });
  table.page([{ id: "aaaa", reason: "1234567" }]);
  assert.equal(table.page([{ id: "b", reason: "x" }]), "b     x             1\n");
});

test("no line is wider than the terminal while what may be cut is enough, and ids stay whole", () => {
  const item = fc.record({
    id: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
    reason: fc.stringMatching(/^[ -~]{0,200}$/),
  });
  fc.assert(
    fc.property(
      fc.array(item, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 36, max: 200 }),
      (items, width) => {
        const painted = tablePrinter(columns, { columns: width, colours: pc.createColors(true) });
        const lines = stripVTControlCharacters(painted.page(items)).trimEnd().split("\n");
        assert.ok(lines.every((line) => line.length <= width));
        items.forEach(({ id }, index) => assert.ok(lines[index + 1]?.startsWith(id)));
      },
    ),
  );
});

test("a column that may go does, when cutting is not enough", () => {
  const going: readonly Column<Item>[] = [
    { title: "ID", cell: ({ id }) => id },
    { title: "FIRST", cell: ({ reason }) => reason, widthMin: 10, goes: 1 },
    { title: "LAST", cell: ({ reason }) => reason, widthMin: 10, goes: 2 },
  ];
  const items = [{ id: "12345678", reason: "abcdefghijklmnop" }];
  const page = (width: number): string => tablePrinter(going, { columns: width, colours }).page(items);
  assert.equal(page(32).split("\n")[0], "ID        FIRST       LAST");
  assert.equal(page(31).split("\n")[1], "12345678  abcdefghijklmnop");
  assert.equal(page(31).split("\n")[0], "ID        LAST");
  assert.equal(page(19), "ID\n12345678\n");
});
