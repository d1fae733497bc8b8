import type { Cursor } from "./cursor.ts";

/**
 * A backslash escapes the quote that delimits the name, and stays where it stands before anything
 * else: on AWS `$['a\"b']` finds the member `a\"b`.
 */
export function parseQuoted(cursor: Cursor): string {
  const start = cursor.at;
  const quote = cursor.peek();
  if (quote !== "'" && quote !== '"') cursor.fail(`expected a quoted name, found ${cursor.found()}`);
  cursor.at += 1;
  let name = "";
  for (;;) {
    if (cursor.isAtEnd) cursor.fail("a quoted name has no end", start);
    const char = cursor.peek();
    cursor.at += 1;
    if (char === quote) return name;
    if (char !== "\\" || cursor.isAtEnd) {
      name += char;
      continue;
    }
    const escaped = cursor.peek();
    cursor.at += 1;
    name += escaped === quote ? quote : char + escaped;
  }
}
