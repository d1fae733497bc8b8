import { z } from "zod";

const unitBytes: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1_000,
  MB: 1_000_000,
  GB: 1_000_000_000,
  KiB: 1_024,
  MiB: 1_048_576,
  GiB: 1_073_741_824,
};
const SIZE = /^(\d{1,9}) ?(B|KB|MB|GB|KiB|MiB|GiB)$/;
const FORM = "expected a size such as 10MB or 64KiB, or a number of bytes";

/** `10MB`, `64KiB`, or a number of bytes; gives bytes. */
export function sizeSchema(range: { readonly minBytes: number; readonly maxBytes: number }) {
  return z.union([z.int(), z.string().regex(SIZE, FORM)], { error: FORM }).transform((value, context) => {
    const bytes = typeof value === "number" ? value : toBytes(value);
    if (bytes >= range.minBytes && bytes <= range.maxBytes) return bytes;
    context.addIssue(`must be from ${range.minBytes} to ${range.maxBytes} bytes`);
    return z.NEVER;
  });
}

function toBytes(text: string): number {
  const [, count, unit] = SIZE.exec(text) ?? [];
  return Number(count) * (unitBytes[unit ?? ""] ?? Number.NaN);
}
