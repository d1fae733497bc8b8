import type { ExecutionStatus } from "@landbridge/model";
import { type ListQuery, type Row, type Store, toCursorText } from "@landbridge/store";
import { engineLimits } from "../limits.ts";
import { isMapRunColumn, readExecutionRow } from "../rows/execution-row.ts";
import { type ExecutionSummary, summaryOf } from "./read.ts";

export interface ExecutionQuery {
  /** A state machine's name, or a map run's (`MACHINE/LABEL:ID`): its child executions. */
  readonly machine?: string;
  /** `MACHINE:NUMBER` or `MACHINE:ALIAS`: what was started with it; instead of `machine`. */
  readonly version?: string;
  readonly alias?: string;
  readonly status?: ExecutionStatus;
  /** 1 to 1,000. */
  readonly limit: number;
  readonly after?: string;
}

export interface ExecutionPage {
  readonly executions: readonly ExecutionSummary[];
  readonly next?: string;
}

type Query = ListQuery<"executions">;
type ExecutionRow = Row<"executions">;

/**
 * Newest first. Without a machine the child executions of map runs are left out, of which there may be
 * millions: a page may then be short, or empty, and still have a next one.
 */
export async function listExecutions(store: Store, query: ExecutionQuery): Promise<ExecutionPage> {
  const { machine, version, alias, status, after } = query;
  const wanted: Query = {
    where: {
      ...(machine !== undefined && { machine }),
      ...(version !== undefined && { machineVersion: version }),
      ...(alias !== undefined && { machineAlias: alias }),
      ...(status !== undefined && { status }),
    },
    orderBy: alias !== undefined ? "aliasAt" : version !== undefined ? "versionAt" : "startedAt",
    direction: "descending",
    limit: query.limit,
    ...(after !== undefined && { after }),
  };
  const isOwn = machine !== undefined || version !== undefined || alias !== undefined;
  const page = !isOwn ? await pageOfOwn(store, wanted) : await store.list("executions", wanted);
  return {
    executions: page.rows.map((row) => summaryOf(readExecutionRow(row))),
    ...(page.next !== undefined && { next: page.next }),
  };
}

interface Found {
  readonly rows: readonly ExecutionRow[];
  readonly next?: string;
}

/** Looks at so many pages of the store at most, whatever is in them (law 7). */
async function pageOfOwn(store: Store, query: Query): Promise<Found> {
  const rows: ExecutionRow[] = [];
  let after = query.after;
  for (let pages = 0; pages < engineLimits.listPagesMax; pages += 1) {
    // The first is what is asked for; where children are among them, most of what follows is theirs, too.
    const limit = pages === 0 ? query.limit : engineLimits.scanRowsMax;
    const page = await store.list("executions", { ...query, limit, ...(after !== undefined && { after }) });
    const own = page.rows.filter(({ columns }) => !isMapRunColumn(columns.machine));
    const taken = own.slice(0, query.limit - rows.length);
    rows.push(...taken);
    const last = taken.at(-1);
    if (taken.length < own.length && last !== undefined) return { rows, next: cursorAfter(last) };
    if (page.next === undefined) return { rows };
    after = page.next;
    if (rows.length === query.limit) break;
  }
  return { rows, ...(after !== undefined && { next: after }) };
}

function cursorAfter({ key, columns }: ExecutionRow): string {
  return toCursorText({ value: Number(columns.startedAt), key });
}
