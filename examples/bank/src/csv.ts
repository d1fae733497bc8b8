/** A row by its column's name. */
export type Row = Readonly<Record<string, string>>;

/** Reads CSV as RFC 4180 writes it: quoted fields may hold commas, quotes and line ends. */
export function parseCsv(text: string): readonly Row[] {
  const [header, ...records] = parseRecords(text);
  if (header === undefined) return [];
  return records.map((fields) => Object.fromEntries(header.map((name, i) => [name, fields[i] ?? ""])));
}

export function formatCsv(columns: readonly string[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => formatField(row[column] ?? "")).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}

/** A quoted field, or a plain one; then what ends it. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

function parseRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length) {
    const at = FIELD.lastIndex;
    const match = FIELD.exec(text);
    if (match === null) throw new SyntaxError(`not CSV at character ${at}`);
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    records.push(record);
    record = [];
  }
  return records;
}

function formatField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
