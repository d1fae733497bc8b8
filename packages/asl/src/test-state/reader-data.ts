import { isJsonArray, isJsonObject, type Json, parseJson } from "@landbridge/model";
import { listItems, type MapItem } from "../data/map-items.ts";
import { ownMember } from "../data/own.ts";
import type { ItemReader } from "../definition/machine.ts";

export interface ItemsRead {
  readonly items: readonly MapItem[];
  /** ItemsPointer chose them. */
  readonly isPointed: boolean;
}

/** What an ItemReader would make of an object's text; `undefined`: it cannot be read so. */
export function parseItems(text: string, format: ItemReader["format"]): ItemsRead | undefined {
  if (format === undefined || format.type === "JSON") return parseDocument(text, format?.pointer);
  const values = format.type === "JSONL" ? parseLines(text) : parseCsv(text, format);
  return values && { items: values.map((value) => ({ value })), isPointed: false };
}

function parseDocument(text: string, pointer: string | undefined): ItemsRead | undefined {
  let value = parseJson(text);
  for (const token of pointer === undefined || pointer === "" ? [] : pointer.slice(1).split("/")) {
    const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (isJsonArray(value)) value = value[Number(name)];
    else value = isJsonObject(value) ? ownMember(value, name) : undefined;
  }
  if (!isJsonArray(value) && !isJsonObject(value)) return undefined;
  return { items: listItems(value), isPointed: pointer !== undefined };
}

function parseLines(text: string): readonly Json[] | undefined {
  const values: Json[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const value = parseJson(line);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

const delimiters = { COMMA: ",", PIPE: "|", SEMICOLON: ";", SPACE: " ", TAB: "\t" } as const;

function parseCsv(text: string, { headers, delimiter }: NonNullable<ItemReader["format"]>): readonly Json[] {
  const rows = splitCsv(text, delimiters[delimiter]);
  const names = headers ?? rows.shift() ?? [];
  return rows.map((row) => Object.fromEntries(names.map((name, column) => [name, row[column] ?? ""])));
}

/** RFC 4180: quotes around a field keep delimiters and ends of lines in it, and two of them are one. */
function splitCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === '"') {
      if (isQuoted && text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else isQuoted = !isQuoted;
    } else if (isQuoted || (character !== delimiter && character !== "\n" && character !== "\r"))
      field += character;
    else if (character === delimiter) {
      row.push(field);
      field = "";
    } else if (character === "\n") {
      rows.push([...row, field]);
      [row, field] = [[], ""];
    }
  }
  if (field !== "" || row.length > 0) rows.push([...row, field]);
  return rows;
}
