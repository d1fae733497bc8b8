// Where AWS's reader of JSON texts and the language's differ. Source: measured on AWS by others.

const TEXT = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gs;

/** The texts between single quotes stand between double ones. */
export function withDoubleQuotes(json: string): string {
  return json.replaceAll(TEXT, (text) => {
    if (text.startsWith('"')) return text;
    const inner = text.slice(1, -1).replaceAll(/\\.|"/gs, (part) => {
      if (part === '"') return '\\"';
      return part === "\\'" ? "'" : part;
    });
    return `"${inner}"`;
  });
}

/** Whether a number in the JSON text, which is valid, is beyond what a double holds. */
export function hasHugeNumber(json: string): boolean {
  // So many digits, or an exponent of three.
  if (!/[eE]\+?\d{3}|\d{300}/.test(json)) return false;
  let isFound = false;
  JSON.parse(json, (_, value: unknown) => {
    if (typeof value === "number" && !Number.isFinite(value)) isFound = true;
    return value;
  });
  return isFound;
}
