/** A request as it came over the wire: nothing decoded, nothing joined. Text holds a byte per character (latin1). */
export interface SignedRequest {
  readonly method: string;
  /** Before the first "?" of the request line. */
  readonly path: string;
  /** After it; "" without one. */
  readonly query: string;
  /** In the order in which they came, repeated ones too. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Names in lower case, values apart: SigV4 joins repeated ones in its own way. */
export type HeaderValues = ReadonlyMap<string, readonly string[]>;

/** @param target the request line's; @param rawHeaders names and values in turn, as Node gives them */
export function toSignedRequest(
  method: string,
  target: string,
  rawHeaders: readonly string[],
): SignedRequest & { readonly values: HeaderValues } {
  const mark = target.indexOf("?");
  const headers: (readonly [string, string])[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    headers.push([rawHeaders[at] ?? "", rawHeaders[at + 1] ?? ""]);
  return {
    method,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? "" : target.slice(mark + 1),
    headers,
    values: valuesOf(headers),
  };
}

export function valuesOf(headers: SignedRequest["headers"]): HeaderValues {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const known = values.get(key);
    if (known === undefined) values.set(key, [value]);
    else known.push(value);
  }
  return values;
}
