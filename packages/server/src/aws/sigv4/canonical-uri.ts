// How SigV4 writes a request's path and query, from the bytes of the request line.
// Source: AWS Identity and Access Management, "Create a signed AWS API request", step 1.

/**
 * S3 signs the path with each byte encoded once, exactly as the object's key has it. All other services
 * take out "." and ".." and empty segments, and encode what was sent once more.
 */
export function canonicalPath(path: string, isS3: boolean): string {
  if (isS3) return path === "" ? "/" : encodeOnce(path, "/");
  return encodeBytes(normalise(path), "/");
}

/**
 * Each name and value encoded once and sorted by their bytes.
 * @param leftOut the one parameter that is not signed: a presigned request's signature
 */
export function canonicalQuery(query: string, leftOut?: string): string {
  const pairs: (readonly [string, string])[] = [];
  for (const part of query.split("&")) {
    if (part === "") continue;
    const mark = part.indexOf("=");
    // "+" is a space in a form, and clients that sign one write "%2B".
    const [name, value] = mark < 0 ? [part, ""] : [part.slice(0, mark), part.slice(mark + 1)];
    const encoded = encodeOnce(name.replaceAll("+", "%20"), "");
    if (encoded !== leftOut) pairs.push([encoded, encodeOnce(value.replaceAll("+", "%20"), "")]);
  }
  // Encoded text is ASCII, so that comparing characters compares bytes.
  pairs.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return pairs.map(([name, value]) => `${name}=${value}`).join("&");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** RFC 3986, 5.2.4, and no empty segments; a slash at the end stays. */
function normalise(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === "..") kept.pop();
    else kept.push(segment);
  }
  const isFolder = /\/\.{0,2}$/.test(path);
  return `/${kept.join("/")}${isFolder && kept.length > 0 ? "/" : ""}`;
}

/** What is encoded already stays, in SigV4's own form; what is not is encoded. */
function encodeOnce(text: string, kept: string): string {
  return text.replaceAll(
    /%([0-9A-Fa-f]{2})|([^])/g,
    (_, code: string | undefined, one: string | undefined) =>
      code === undefined
        ? encodeByte(one ?? "", kept)
        : encodeByte(String.fromCharCode(Number.parseInt(code, 16)), ""),
  );
}

function encodeBytes(text: string, kept: string): string {
  return text.replaceAll(/[^A-Za-z0-9\-._~]/g, (one) => encodeByte(one, kept));
}

function encodeByte(one: string, kept: string): string {
  if (/^[A-Za-z0-9\-._~]$/.test(one) || (one === kept && one !== "")) return one;
  return `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
