import { z } from "zod";
import { cursorSchema, limitSchema } from "./scalars.ts";

/** How every list is asked for. */
export const pageQuery = { limit: limitSchema, cursor: cursorSchema.optional() };

/** How every list answers. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    next: z.string().nullable().describe("The cursor of the next page; null at the end."),
  });
}
