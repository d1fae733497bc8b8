import type { Output } from "../terminal.ts";

/** A thing as lines of name and value; a value of several lines is indented under its name. */
export function printFacts(out: Output, facts: readonly (readonly [string, string | undefined])[]): void {
  const present = facts.filter((fact): fact is readonly [string, string] => fact[1] !== undefined);
  const width = Math.max(...present.map(([name]) => name.length));
  for (const [name, value] of present) {
    const label = out.colours.dim(`${name.padEnd(width)}  `);
    const [first = "", ...rest] = value.split("\n");
    out.write(`${label}${first}\n`);
    for (const line of rest) out.write(`${" ".repeat(width + 2)}${line}\n`);
  }
}

/** As people read JSON: on one line when it is short. */
export function jsonText(value: unknown): string {
  const short = JSON.stringify(value) ?? "null";
  return short.length <= 80 ? short : JSON.stringify(value, null, 2);
}
