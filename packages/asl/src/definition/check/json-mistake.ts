import { type Mistake, scanJson } from "./json-scan.ts";

/** What AWS's parser (Jackson) says of text that is not JSON. */
export interface JsonMistake {
  readonly message: string;
  readonly location: string;
}

/** Jackson shows so much of the text that it reads. */
const SOURCE_CHARACTERS_MAX = 500;

/** `undefined`: the text is JSON, or wrong in a way whose words are not known. */
export function jsonMistake(text: string): JsonMistake | undefined {
  const found = scanJson(text);
  if (found === undefined) return undefined;
  const source = sourceOf(text);
  return { message: wordsOf(found, text, source), location: placeOf(text, found.at, source) };
}

function wordsOf({ message, opened }: Mistake, text: string, source: string): string {
  return opened === undefined ? message : message.replace("{}", () => placeOf(text, opened, source));
}

/** @param at how many characters come before the place */
function placeOf(text: string, at: number, source: string): string {
  const before = text.slice(0, at).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `[Source: (String)"${source}; line: ${before.length}, column: ${column}]`;
}

function sourceOf(text: string): string {
  const left = text.length - SOURCE_CHARACTERS_MAX;
  return left > 0 ? `${text.slice(0, SOURCE_CHARACTERS_MAX)}"[truncated ${left} chars]` : `${text}"`;
}
