/** What AWS's parser (Jackson) says of text that begins with no JSON token. */
export interface TokenMistake {
  readonly message: string;
  readonly location: string;
}

/** Jackson shows so much of the text that it reads. */
const SOURCE_CHARACTERS_MAX = 500;

/** `undefined`: the mistake lies further in, or is of another kind. */
export function tokenMistake(text: string): TokenMistake | undefined {
  const [, space = "", token = ""] = /^(\s*)([A-Za-z_$][A-Za-z0-9_$]*)/.exec(text) ?? [];
  if (token === "" || ["true", "false", "null"].includes(token)) return undefined;
  const lines = space.split("\n");
  const column = (lines.at(-1)?.length ?? 0) + token.length + 1;
  const left = text.length - SOURCE_CHARACTERS_MAX;
  const source = left > 0 ? `${text.slice(0, SOURCE_CHARACTERS_MAX)}"[truncated ${left} chars]` : `${text}"`;
  return {
    message: `Unrecognized token '${token}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`,
    location: `[Source: (String)"${source}; line: ${lines.length}, column: ${column}]`,
  };
}
