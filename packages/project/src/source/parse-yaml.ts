import { LineCounter, parseDocument, type YAMLError } from "yaml";
import type { IssueLog, Place } from "../issue.ts";
import { convert, type Positions } from "./convert.ts";
import { parentPointer, type SourceDocument } from "./document.ts";

/** Reads YAML 1.2 with its core schema; undefined after reporting what is wrong. Never throws, whatever the text. */
export function parseYaml(file: string, text: string, issues: IssueLog): SourceDocument | undefined {
  const lines = new LineCounter();
  const place = (offset: number): Place | undefined => toPlace(lines, offset);
  const document = parse(text, lines);
  if (document === undefined) {
    const hint = "write it flatter: most keys need no deeper place than two levels";
    return issues.add({
      file,
      code: "YAML_TOO_DEEP",
      message: "the YAML is nested too deeply to be read",
      hint,
    });
  }
  for (const error of document.errors.slice(0, SYNTAX_ERRORS_MAX)) reportSyntax(file, error, place, issues);
  if (document.errors.length > 0) return undefined;
  const converted = convert(document.contents);
  for (const fault of converted.faults) {
    const { code, message, hint, path } = fault;
    issues.add({ file, code, message, hint, path, place: place(fault.offset) });
  }
  if (converted.faults.length > 0 || converted.value === undefined) return undefined;
  return { file, value: converted.value, locate: (pointer) => locate(converted.positions, pointer, place) };
}

/** One slip often leads the parser to find a dozen. */
const SYNTAX_ERRORS_MAX = 5;

function parse(text: string, lineCounter: LineCounter): ReturnType<typeof parseDocument> | undefined {
  try {
    // `uniqueKeys` compares every key with every other one (3 minutes for 60,000), so `convert` does it.
    return parseDocument(text, {
      version: "1.2",
      schema: "core",
      customTags: [],
      resolveKnownTags: false,
      stringKeys: true,
      uniqueKeys: false,
      prettyErrors: false,
      // Not "silent", which passes over a second document without a word.
      logLevel: "error",
      lineCounter,
    });
  } catch {
    // The parser recurses; what is nested deeply enough ends its stack.
    return undefined;
  }
}

function reportSyntax(
  file: string,
  error: YAMLError,
  place: (offset: number) => Place | undefined,
  issues: IssueLog,
): void {
  issues.add({
    file,
    code: "YAML_SYNTAX",
    message: `this is not YAML: ${error.message}`,
    hint: syntaxHints[error.code],
    place: place(error.pos[0]),
  });
}

const syntaxHints: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  TAB_AS_INDENT: "indent with spaces",
  MULTIPLE_DOCS: "one file defines one thing: put the second document into a file of its own",
  BAD_INDENT: "lines of the same level begin in the same column",
  BLOCK_AS_IMPLICIT_KEY: 'put a text that contains ": " in quotes',
};

function toPlace(lines: LineCounter, offset: number): Place | undefined {
  const { line, col } = lines.linePos(offset);
  return line === 0 ? undefined : { line, column: col };
}

function locate(
  positions: Positions,
  pointer: string,
  place: (offset: number) => Place | undefined,
): Place | undefined {
  for (let at = pointer; ; at = parentPointer(at)) {
    const offset = positions.get(at);
    if (offset !== undefined) return place(offset);
    if (at === "") return undefined;
  }
}
