/** Whether an object in the JSON text, which is valid, has the same name twice: AWS refuses to parse it. */
export function hasTwins(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  let isName = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "{" || character === "[") {
      open.push(character === "{" ? new Set() : undefined);
      isName = character === "{";
    } else if (character === "}" || character === "]") {
      open.pop();
      isName = false;
    } else if (character === ",") {
      isName = open.at(-1) !== undefined;
    } else if (character === '"') {
      const end = endOfString(text, at);
      const names = open.at(-1);
      if (isName && names !== undefined) {
        const name = text.slice(at, end + 1);
        if (names.has(name)) return true;
        names.add(name);
      }
      isName = false;
      at = end;
    }
  }
  return false;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}
