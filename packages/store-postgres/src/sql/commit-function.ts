import { createHash } from "node:crypto";
import type { TableName } from "@landbridge/store";
import { columnsOf, quoted, tableNames, typeOf } from "./names.ts";

// The one function that writes. It applies a **wave**: entries of which no two touch the same row, so that all of
// them can be judged, then inserted, then updated, each by one statement for a table. One call is one round trip
// and, outside of BEGIN and COMMIT, one transaction.
//
// F1. First of all the partitions' rows are updated under their epochs, which locks them until the end: another
//     holder's transaction is over before, or finds another epoch (protocol 4).
// F2. Guards are judged without locks, and each write names the version that was judged. Where somebody else came
//     in between, fewer rows are written than were to be (or a key is there twice): the call fails whole, and is
//     made again. A row that is guarded but not written is locked, or held absent by a row that is deleted again.
// F3. A guard that fails takes out its entry; what it found is returned.
//
// It is made from `tables` and named by its text, so two versions of the program bring a function each.

/** Raised for F1 and F2; the class "LB" is nobody's (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
export const raisedCodes = { fenced: "LBF01", changed: "LBC01" } as const;

/** How many records of each kind a table's part has, in this order: what is 0 costs nothing. */
export const countKinds = ["guards", "locks", "holds", "inserts", "updates", "deletes", "chains"] as const;

/** The members of a record of a table's part; columns follow as c0, c1, … in the order of `tables`. */
const recordMembers = "e int, n int, g bigint, o text, k text, m int, b text, j text";

export const commitFunctionName = `commit_${createHash("sha256").update(bodySql()).digest("hex").slice(0, 12)}`;

/** Called with $1 the fences, $2 the counts, and a part for each table. */
export const callCommitSql = `SELECT ${commitFunctionName}($1::json, $2::int[], ${tableNames.map((_, i) => `$${i + 3}::json`).join(", ")})`;

export function createCommitFunctionSql(): string {
  const parts = tableNames.map((_, i) => `p${i} json`).join(", ");
  return `CREATE OR REPLACE FUNCTION ${commitFunctionName}(fences json, counts int[], ${parts}) RETURNS json LANGUAGE plpgsql AS $commit$${bodySql()}$commit$`;
}

function bodySql(): string {
  return `
DECLARE
  n int; expected int; found json; entries int[]; bad json[] := '{}'; refused int[] := '{}';
BEGIN
  IF fences IS NOT NULL THEN
    UPDATE partitions p SET seq = p.seq + 1
      FROM json_to_recordset(fences) AS f(i int, e bigint) WHERE p.id = f.i AND p.epoch = f.e AND p.epoch > 0;
    GET DIAGNOSTICS n = ROW_COUNT;
    IF n <> json_array_length(fences) THEN RAISE 'fenced' USING ERRCODE = '${raisedCodes.fenced}'; END IF;
  END IF;
${tableNames.map(judgeSql).join("")}${tableNames.map(writeSql).join("")}
  IF cardinality(bad) = 0 THEN RETURN NULL; END IF;
  RETURN array_to_json(bad);
END`;
}

/** The place of a count in `counts`, which begins at 1. */
function countOf(table: number, kind: (typeof countKinds)[number]): string {
  return `counts[${table * countKinds.length + countKinds.indexOf(kind) + 1}]`;
}

function judgeSql(table: TableName, i: number): string {
  const name = quoted(table);
  const records = `json_to_recordset(p${i}) AS x(e int, n int, g bigint, o text, k text)`;
  return `
  IF ${countOf(i, "locks")} > 0 THEN
    PERFORM 1 FROM ${records} JOIN ${name} t ON t.key = x.k WHERE x.o = 'l' FOR SHARE OF t;
  END IF;
  IF ${countOf(i, "guards")} > 0 THEN
    SELECT json_agg(json_build_object('t', ${i}, 'e', x.e, 'n', x.n, 'r', CASE WHEN t.key IS NULL THEN NULL ELSE to_json(t) END)), array_agg(x.e)
      INTO found, entries
      FROM ${records} LEFT JOIN ${name} t ON t.key = x.k WHERE x.n IS NOT NULL AND coalesce(t.version, 0) <> x.g;
    IF found IS NOT NULL THEN bad := bad || found; refused := refused || entries; END IF;
  END IF;`;
}

function writeSql(table: TableName, i: number): string {
  return holdSql(table, i) + insertSql(table, i) + updateSql(table, i) + deleteSql(table, i);
}

/** A row that must stay absent until the end: whoever inserts it meanwhile waits for us, as we do for them. */
function holdSql(table: TableName, i: number): string {
  const name = quoted(table);
  return `
  IF ${countOf(i, "holds")} > 0 THEN
    INSERT INTO ${name} (key, version, head, body) SELECT x.k, 1, 0, '' FROM json_to_recordset(p${i}) AS x(e int, o text, k text) WHERE x.o = 'h' AND NOT x.e = ANY (refused);
    DELETE FROM ${name} t USING json_to_recordset(p${i}) AS x(e int, o text, k text) WHERE x.o = 'h' AND NOT x.e = ANY (refused) AND t.key = x.k;
  END IF;`;
}

function insertSql(table: TableName, i: number): string {
  const columns = columnsOf(table);
  return `
  IF ${countOf(i, "inserts")} > 0 THEN
    WITH x AS MATERIALIZED (SELECT r.*, CASE WHEN r.j IS NOT NULL THEN nextval('journal_seq_seq') END AS seq FROM ${recordsOf(table, i)} WHERE r.o = 'i' AND NOT r.e = ANY (refused)),
      a AS (INSERT INTO journal (seq, previous, body) SELECT x.seq, 0, x.j FROM x WHERE x.seq IS NOT NULL)
    INSERT INTO ${quoted(table)} (key, version, head, body${columns.map((column) => `, ${quoted(column)}`).join("")})
      SELECT x.k, 1, coalesce(x.seq, 0), x.b${columns.map((_, c) => `, x.c${c}`).join("")} FROM x;
  END IF;`;
}

function updateSql(table: TableName, i: number): string {
  const columns = columnsOf(table).map(
    (column, c) =>
      `, ${quoted(column)} = CASE WHEN x.m & ${2 ** c} <> 0 THEN x.c${c} ELSE t.${quoted(column)} END`,
  );
  return `
  IF ${countOf(i, "updates")} > 0 THEN
    WITH x AS MATERIALIZED (SELECT r.*, t.head AS previous, t.version AS was, CASE WHEN r.j IS NOT NULL THEN nextval('journal_seq_seq') END AS seq
        FROM ${recordsOf(table, i)} JOIN ${quoted(table)} t ON t.key = r.k WHERE r.o = 'u' AND (r.n IS NULL OR t.version = r.g) AND NOT r.e = ANY (refused)),
      a AS (INSERT INTO journal (seq, previous, body) SELECT x.seq, x.previous, x.j FROM x WHERE x.seq IS NOT NULL)
    UPDATE ${quoted(table)} t SET version = x.was + 1, head = coalesce(x.seq, t.head), body = coalesce(x.b, t.body)${columns.join("")}
      FROM x WHERE t.key = x.k AND t.version = x.was;
${countedSql(i, "u", "updates")}
  END IF;`;
}

function deleteSql(table: TableName, i: number): string {
  return `
  IF ${countOf(i, "chains")} > 0 THEN
    WITH RECURSIVE chain AS (
      SELECT j.seq, j.previous FROM json_to_recordset(p${i}) AS x(e int, n int, g bigint, o text, k text, m int)
        JOIN ${quoted(table)} t ON t.key = x.k JOIN journal j ON j.seq = t.head
        WHERE x.o = 'd' AND x.m = 1 AND (x.n IS NULL OR t.version = x.g) AND NOT x.e = ANY (refused)
      UNION ALL SELECT j.seq, j.previous FROM chain c JOIN journal j ON j.seq = c.previous)
    DELETE FROM journal USING chain WHERE journal.seq = chain.seq;
  END IF;
  IF ${countOf(i, "deletes")} > 0 THEN
    DELETE FROM ${quoted(table)} t USING json_to_recordset(p${i}) AS x(e int, n int, g bigint, o text, k text)
      WHERE x.o = 'd' AND NOT x.e = ANY (refused) AND t.key = x.k AND (x.n IS NULL OR t.version = x.g);
${countedSql(i, "d", "deletes")}
  END IF;`;
}

function countedSql(i: number, kind: "u" | "d", count: "updates" | "deletes"): string {
  return `    GET DIAGNOSTICS n = ROW_COUNT;
    IF cardinality(refused) = 0 THEN expected := ${countOf(i, count)};
    ELSE SELECT count(*) INTO expected FROM json_to_recordset(p${i}) AS x(e int, o text) WHERE x.o = '${kind}' AND NOT x.e = ANY (refused); END IF;
    IF n <> expected THEN RAISE 'changed' USING ERRCODE = '${raisedCodes.changed}'; END IF;`;
}

function recordsOf(table: TableName, i: number): string {
  const columns = columnsOf(table).map((column, c) => `, c${c} ${typeOf(table, column)}`);
  return `json_to_recordset(p${i}) AS r(${recordMembers}${columns.join("")})`;
}
