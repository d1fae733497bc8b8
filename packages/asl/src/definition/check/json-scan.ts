/** The first thing in a text that no JSON has there. */
export interface Mistake {
  /** In Jackson's words; `{}` stands for the place of `opened`. */
  readonly message: string;
  /** How many characters were read when it was noticed. */
  readonly at: number;
  /** Where the array or object that is meant began. */
  readonly opened?: number;
}

interface Level {
  readonly kind: "Array" | "Object";
  readonly at: number;
}

const values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/**
 * Looks for it from the start, with a stack of its own. `undefined`: there is none, or what is wrong comes after the
 * first value.
 */
export function scanJson(text: string): Mistake | undefined {
  const open: Level[] = [];
  let at = 0;
  let wants: "value" | "value or end" | "name" | "name or end" | "colon" | "more" = "value";
  for (;;) {
    at = skipSpace(text, at);
    const character = text[at];
    const level = open.at(-1);
    if (character === undefined) return endOf(text, level);
    if (wants === "colon") {
      if (character !== ":") return odd(text, at, "was expecting a colon to separate field name and value");
      wants = "value";
      at += 1;
    } else if ((character === "}" || character === "]") && wants !== "value" && wants !== "name") {
      const mistake = closing(character, at, level);
      if (mistake !== undefined) return mistake;
      open.pop();
      if (open.length === 0) return undefined;
      wants = "more";
      at += 1;
    } else if (wants === "more") {
      if (character !== ",")
        return odd(text, at, `was expecting comma to separate ${level?.kind ?? "Array"} entries`);
      wants = level?.kind === "Object" ? "name" : "value";
      at += 1;
    } else if (wants === "name" || wants === "name or end") {
      if (character !== '"') return odd(text, at, "was expecting double-quote to start field name");
      const end = endOfString(text, at, " in field name");
      if (typeof end !== "number") return end;
      wants = "colon";
      at = end;
    } else if (character === "{" || character === "[") {
      open.push({ kind: character === "{" ? "Object" : "Array", at });
      wants = character === "{" ? "name or end" : "value or end";
      at += 1;
    } else {
      const end = endOfScalar(text, at);
      if (typeof end !== "number") return end;
      if (level === undefined) return undefined;
      wants = "more";
      at = end;
    }
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n".includes(text[at] ?? "")) at += 1;
  return at;
}

function endOf(text: string, level: Level | undefined): Mistake | undefined {
  if (level === undefined) return undefined;
  const message = `Unexpected end-of-input: expected close marker for ${level.kind} (start marker at {})`;
  return { message, at: text.length, opened: level.at };
}

function closing(character: "}" | "]", at: number, level: Level | undefined): Mistake | undefined {
  const expected = level?.kind === "Object" ? "}" : "]";
  if (level === undefined || character === expected) return undefined;
  const message = `Unexpected close marker '${character}': expected '${expected}' (for ${level.kind} starting at {})`;
  return { message, at: at + 1, opened: level.at };
}

/** Where the string, number or word ends that begins at `at`. */
function endOfScalar(text: string, at: number): number | Mistake {
  const character = text[at] ?? "";
  if (character === '"') return endOfString(text, at, ": was expecting closing quote for a string value");
  if (character === "-" || (character >= "0" && character <= "9")) return endOfNumber(text, at);
  const [word = ""] =
    /^[\p{L}\p{Nl}\p{Sc}\p{Pc}][\p{L}\p{N}\p{Sc}\p{Pc}]*/u.exec(text.slice(at, at + 256)) ?? [];
  if (word === "true" || word === "false" || word === "null") return at + word.length;
  if (word === "") return odd(text, at, `expected a valid value ${values}`);
  return { message: `Unrecognized token '${word}': was expecting ${values}`, at: at + word.length };
}

function endOfNumber(text: string, at: number): number | Mistake {
  const [number = ""] = /^-?\d*(?:\.\d*)?(?:[eE][+-]?\d*)?/.exec(text.slice(at, at + 1_024)) ?? [];
  if (/^-?0\d/.test(number))
    return { message: "Invalid numeric value: Leading zeroes not allowed", at: at + 2 };
  if (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(number)) return at + number.length;
  const follows =
    number === "-" ? "minus sign, for valid numeric value" : "decimal point, for valid numeric value";
  return odd(text, at + number.length, `expected digit (0-9) to follow ${follows}`, " in numeric value");
}

function endOfString(text: string, from: number, unended: string): number | Mistake {
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === '"') return at + 1;
    if (character < " ")
      return {
        message: `Illegal unquoted character (${shown(character)}): has to be escaped using backslash to be included in string value`,
        at: at + 1,
      };
    if (character === "\\") {
      at += 1;
      const escaped = text[at] ?? "";
      if (escaped !== "" && !'"\\/bfnrtu'.includes(escaped))
        return { message: `Unrecognized character escape ${shown(escaped)}`, at: at + 1 };
    }
  }
  return { message: `Unexpected end-of-input${unended}`, at: text.length };
}

function odd(text: string, at: number, wanted: string, where = ""): Mistake {
  const character = text[at];
  if (character === undefined) return { message: `Unexpected end-of-input${where}`, at };
  return { message: `Unexpected character (${shown(character)})${where}: ${wanted}`, at: at + 1 };
}

function shown(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return `(CTRL-CHAR, code ${code})`;
  return code > 255
    ? `'${character}' (code ${code} / 0x${code.toString(16)})`
    : `'${character}' (code ${code})`;
}
