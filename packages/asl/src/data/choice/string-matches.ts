/**
 * StringMatches: `*` stands for any characters, `\*` for an asterisk, `\\` for a backslash.
 *
 * Takes time in proportion to pattern plus text: the pieces between asterisks are found from left to right,
 * each by Knuth, Morris and Pratt's search, which never goes back in the text. The first place where a piece
 * fits is always good enough, since an asterisk takes whatever is left.
 */
export function compileStringMatches(pattern: string): (text: string) => boolean {
  const pieces = splitAtAsterisks(pattern);
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  if (pieces.length === 1) return (text) => text === first;
  const middle = pieces
    .slice(1, -1)
    .filter((piece) => piece !== "")
    .map(compileSearch);
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
      return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const search of middle) {
      at = search(text, at, end);
      if (at < 0) return false;
    }
    return true;
  };
}

function splitAtAsterisks(pattern: string): readonly string[] {
  const pieces: string[] = [];
  let piece = "";
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at] ?? "";
    const next = pattern[at + 1] ?? "";
    if (char === "\\" && (next === "*" || next === "\\")) {
      piece += next;
      at += 1;
    } else if (char === "*") {
      pieces.push(piece);
      piece = "";
    } else {
      piece += char;
    }
  }
  return [...pieces, piece];
}

/** Where the piece ends at its first place in `text` between `from` and `end`; -1: it is not there. */
type Search = (text: string, from: number, end: number) => number;

function compileSearch(piece: string): Search {
  const borders = bordersOf(piece);
  return (text, from, end) => {
    let matched = 0;
    for (let at = from; at < end; at += 1) {
      while (matched > 0 && text[at] !== piece[matched]) matched = borders[matched - 1] ?? 0;
      if (text[at] === piece[matched]) matched += 1;
      if (matched === piece.length) return at + 1;
    }
    return -1;
  };
}

/** For each beginning of the piece, how much of it is also its end. */
function bordersOf(piece: string): readonly number[] {
  const borders = [0];
  let matched = 0;
  for (let at = 1; at < piece.length; at += 1) {
    while (matched > 0 && piece[at] !== piece[matched]) matched = borders[matched - 1] ?? 0;
    if (piece[at] === piece[matched]) matched += 1;
    borders.push(matched);
  }
  return borders;
}
