import { type Json, parseJson, uuidV4 } from "@landbridge/model";
import { jsonText } from "../json-text.ts";
import { format } from "./format.ts";
import type { Arguments, IntrinsicFunction } from "./function.ts";

export const texts: Readonly<Record<string, IntrinsicFunction>> = {
  Format: { argumentsMin: 1, argumentsMax: Infinity, apply: format },
  StringSplit: { argumentsMin: 2, argumentsMax: 2, apply: splitText },
  StringToJson: { argumentsMin: 1, argumentsMax: 1, apply: toJson },
  JsonToString: {
    argumentsMin: 1,
    argumentsMax: 1,
    apply: (args) => args.resultText(jsonText(args.value(0))),
  },
  JsonMerge: { argumentsMin: 3, argumentsMax: 3, apply: merge },
  UUID: { argumentsMin: 0, argumentsMax: 0, apply: (_args, random) => uuidV4(random) },
};

/** Every character of the second argument separates, and empty parts are dropped: Java's StringTokenizer. */
function splitText(args: Arguments): Json {
  const separators = new Set(args.text(1).split(""));
  const parts: string[] = [];
  let start = 0;
  const text = args.text(0);
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !separators.has(text[at] ?? "")) continue;
    if (at > start) parts.push(text.slice(start, at));
    start = at + 1;
  }
  return parts;
}

/** AWS's parser's words for the two commonest mistakes; none for others. Source: observed on AWS by others. */
function parserComplaint(text: string): string {
  const [token, word] = /^ *([A-Za-z_$][\w$]*)/.exec(text) ?? [];
  if (token !== undefined && !["true", "false", "null"].includes(word ?? "")) {
    const wanted = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    return complaint(`Unrecognized token '${word}': was expecting ${wanted}`, token.length + 1);
  }
  const [start, character] = /^ *\{ *([^"}\s])/.exec(text) ?? [];
  if (start === undefined || character === undefined) return "";
  const found = `'${character}' (code ${character.charCodeAt(0)})`;
  return complaint(
    `Unexpected character (${found}): was expecting double-quote to start field name`,
    start.length,
  );
}

function complaint(words: string, column: number): string {
  const source = "REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)";
  return `, caused by: ${words}\n at [Source: ${source}; line: 1, column: ${column}]`;
}

/** Blank text is null, as Jackson reads it. */
function toJson(args: Arguments): Json {
  const text = args.text(0);
  if (text.trim() === "") return null;
  const value = parseJson(text);
  if (value === undefined) {
    return args.fail(`Cannot convert String to Json in ${args.functionName}${parserComplaint(text)}`);
  }
  return Object.is(value, -0) ? 0 : value;
}

/**
 * Shallow: a member of the second object replaces the first's. The deep mode is announced by AWS, and refused; what
 * is no boolean asks for no such thing.
 */
function merge(args: Arguments): Json {
  if (args.value(2) === true) args.refuse();
  return { ...args.object(0), ...args.object(1) };
}
