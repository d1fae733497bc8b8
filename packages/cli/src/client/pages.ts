import { usageFailure } from "../failure.ts";
import { cliLimits } from "../limits.ts";
import type { Options } from "../program/options.ts";
import type { Answers, CallId, Page } from "./calls.ts";
import type { CallRequest, Client } from "./client.ts";

/** All nodes come at once, with more than a page has. */
type ListId = {
  [Op in Exclude<CallId, "getNodes">]: Answers[Op] extends Page<unknown> ? Op : never;
}[Exclude<CallId, "getNodes">];

export type ItemOf<Op extends ListId> = Answers[Op] extends Page<infer Item> ? Item : never;

/** How much of a list is wanted; Infinity: all of it. */
export function readLimit(options: Options, limitDefault: number = cliLimits.listItemsDefault): number {
  const limit = options.whole("limit", { min: 1, max: 1_000_000_000 });
  if (!options.flag("all")) return limit ?? limitDefault;
  if (limit !== undefined) throw usageFailure("--all and --limit do not go together");
  return Number.POSITIVE_INFINITY;
}

/** A list page by page, up to `limit` items; `next` of the last page says whether more follow. */
export async function* pagesOf<Op extends ListId>(
  client: Client,
  operation: Op,
  request: CallRequest & { readonly limit: number },
): AsyncGenerator<Page<ItemOf<Op>>> {
  const { limit, ...rest } = request;
  let left = limit;
  let cursor: string | undefined;
  do {
    const query = { ...rest.query, limit: Math.min(left, cliLimits.pageItemsMax), cursor };
    // Each of these operations answers with a page of its items: see `ListId`.
    const page = (await client.call(operation, { ...rest, query })) as Page<ItemOf<Op>>;
    left -= page.items.length;
    cursor = page.next ?? undefined;
    yield page;
  } while (cursor !== undefined && left > 0);
}
