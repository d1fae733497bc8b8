// The language in which a job says on which hosts its runs may live (docs/hosts.md):
//
//     expression = and { "or" and }            zone = a or zone = b
//     and        = not { "and" not }           role = batch and not spot
//     not        = "not" not | test
//     test       = "(" expression ")"
//                | KEY                         the host has such a label
//                | KEY ( "=" | "!=" ) VALUE    "!=" holds for a host without the label too
//                | KEY "in" "(" VALUE { "," VALUE } ")"
//
// A key is a word. A value is a word, or text in double quotes, in which \" and \\ stand for themselves. Every host
// has the label `name`. Words are letters, digits and . _ : / - ; the operators' names are words that need quotes.

export type HostExpression =
  | { readonly kind: "or" | "and"; readonly terms: readonly HostExpression[] }
  | { readonly kind: "not"; readonly term: HostExpression }
  | { readonly kind: "has"; readonly key: string }
  | { readonly kind: "equals" | "differs"; readonly key: string; readonly value: string }
  | { readonly kind: "in"; readonly key: string; readonly values: readonly string[] };

export type HostLabels = Readonly<Record<string, string>>;

export type ParsedHostExpression =
  | { readonly ok: true; readonly expression: HostExpression }
  /** `at` counts characters from 0. */
  | { readonly ok: false; readonly message: string; readonly at: number };

export const hostExpressionLimits = { charactersMax: 1_000, depthMax: 32 } as const;

export function parseHostExpression(text: string): ParsedHostExpression {
  if (text.length > hostExpressionLimits.charactersMax)
    return {
      ok: false,
      message: `has ${text.length} characters, at most ${hostExpressionLimits.charactersMax} are read`,
      at: 0,
    };
  try {
    return { ok: true, expression: parseWhole(tokensOf(text)) };
  } catch (error) {
    if (error instanceof Mistake) return { ok: false, message: error.message, at: error.at };
    throw error;
  }
}

/** What parses to the same expression. */
export function printHostExpression(expression: HostExpression): string {
  switch (expression.kind) {
    case "or":
    case "and":
      return expression.terms.map(printTerm).join(` ${expression.kind} `);
    case "not":
      return `not ${printTerm(expression.term)}`;
    case "has":
      return expression.key;
    case "equals":
      return `${expression.key} = ${printValue(expression.value)}`;
    case "differs":
      return `${expression.key} != ${printValue(expression.value)}`;
    case "in":
      return `${expression.key} in (${expression.values.map(printValue).join(", ")})`;
  }
}

export function matchesHost(expression: HostExpression, labels: HostLabels): boolean {
  switch (expression.kind) {
    case "or":
      return expression.terms.some((term) => matchesHost(term, labels));
    case "and":
      return expression.terms.every((term) => matchesHost(term, labels));
    case "not":
      return !matchesHost(expression.term, labels);
    case "has":
      return valueOf(labels, expression.key) !== undefined;
    case "equals":
      return valueOf(labels, expression.key) === expression.value;
    case "differs":
      return valueOf(labels, expression.key) !== expression.value;
    case "in": {
      const value = valueOf(labels, expression.key);
      return value !== undefined && expression.values.includes(value);
    }
  }
}

/** Of a label's name, and of a value without quotes. */
export function isHostWord(text: string): boolean {
  return WORD.test(text);
}

const WORD = /^[A-Za-z0-9._:/-]+$/;
const operators: ReadonlySet<string> = new Set(["and", "or", "not", "in"]);

function valueOf(labels: HostLabels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

function printTerm(term: HostExpression): string {
  const isCompound = term.kind === "or" || term.kind === "and";
  return isCompound ? `(${printHostExpression(term)})` : printHostExpression(term);
}

function printValue(value: string): string {
  if (WORD.test(value) && !operators.has(value)) return value;
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

class Mistake extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

interface Token {
  readonly kind: "word" | "text" | "sign" | "end";
  readonly text: string;
  readonly at: number;
}

const TOKEN = /\s*(?:([A-Za-z0-9._:/-]+)|"((?:[^"\\]|\\["\\])*)"|(!=|[=(),]))/y;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let at = 0;
  while (text.slice(at).trim() !== "") {
    const start = at + (text.slice(at).length - text.slice(at).trimStart().length);
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) {
      const what = text[start] === '"' ? "a text without its closing quote" : `"${text[start]}"`;
      throw new Mistake(`${what} is not expected here`, start);
    }
    const [, word, quoted, sign] = match;
    if (word !== undefined) tokens.push({ kind: "word", text: word, at: start });
    else if (quoted !== undefined)
      tokens.push({ kind: "text", text: quoted.replaceAll(/\\(["\\])/g, "$1"), at: start });
    else tokens.push({ kind: "sign", text: sign ?? "", at: start });
    at = TOKEN.lastIndex;
  }
  tokens.push({ kind: "end", text: "", at: text.length });
  return tokens;
}

function parseWhole(tokens: readonly Token[]): HostExpression {
  let next = 0;
  const peek = (): Token => tokens[next] ?? { kind: "end", text: "", at: 0 };
  const isNext = (kind: Token["kind"], text: string): boolean => peek().kind === kind && peek().text === text;
  const take = (kind: Token["kind"], text: string): boolean => {
    if (!isNext(kind, text)) return false;
    next += 1;
    return true;
  };
  const expected = (what: string): Mistake => {
    const { kind, text, at } = peek();
    return new Mistake(`expected ${what}, found ${kind === "end" ? "the end" : `"${text}"`}`, at);
  };
  const value = (): string => {
    const token = peek();
    const isValue = token.kind === "text" || (token.kind === "word" && !operators.has(token.text));
    if (!isValue) throw expected("a value");
    next += 1;
    return token.text;
  };

  const chain = (
    kind: "or" | "and",
    part: (depth: number) => HostExpression,
    depth: number,
  ): HostExpression => {
    const first = part(depth);
    if (!isNext("word", kind)) return first;
    const terms = [first];
    while (take("word", kind)) terms.push(part(depth));
    return { kind, terms };
  };
  const anyOf = (depth: number): HostExpression => chain("or", allOf, depth);
  const allOf = (depth: number): HostExpression => chain("and", negated, depth);
  const negated = (depth: number): HostExpression => {
    if (depth > hostExpressionLimits.depthMax)
      throw new Mistake(`is nested deeper than ${hostExpressionLimits.depthMax}`, peek().at);
    if (take("word", "not")) return { kind: "not", term: negated(depth + 1) };
    if (!take("sign", "(")) return test();
    const inner = anyOf(depth + 1);
    if (!take("sign", ")")) throw expected('")"');
    return inner;
  };
  const test = (): HostExpression => {
    const token = peek();
    if (token.kind !== "word" || operators.has(token.text)) throw expected("the name of a label");
    next += 1;
    const key = token.text;
    if (take("sign", "=")) return { kind: "equals", key, value: value() };
    if (take("sign", "!=")) return { kind: "differs", key, value: value() };
    if (!take("word", "in")) return { kind: "has", key };
    if (!take("sign", "(")) throw expected('"("');
    const values = [value()];
    while (take("sign", ",")) values.push(value());
    if (!take("sign", ")")) throw expected('"," or ")"');
    return { kind: "in", key, values };
  };

  const whole = anyOf(0);
  if (peek().kind !== "end") throw expected('"and", "or" or the end');
  return whole;
}
