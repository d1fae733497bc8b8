import { XMLParser } from "fast-xml-parser";
import { AwsError } from "../errors/aws-error.ts";
import { escapeXml } from "../errors/escape-xml.ts";
import type { AwsAnswer, AwsCall } from "../service.ts";

const namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
/** A thousand keys of a thousand bytes, escaped, or ten thousand parts. */
const bodyBytesMax = 8 * 1024 * 1024;

type Content = string | number | boolean | readonly string[] | undefined;

/** An element; one that is undefined is left out. Lists hold elements that are written already. */
export function element(name: string, content: Content): string {
  if (content === undefined) return "";
  const inside = typeof content === "object" ? content.join("") : escapeXml(String(content));
  return `<${name}>${inside}</${name}>`;
}

export function xmlAnswer(name: string, children: readonly string[]): AwsAnswer {
  return {
    status: 200,
    headers: { "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="${namespace}">${children.join("")}</${name}>`,
  };
}

// Values stay text, and no entity but XML's own five is known: a body cannot name a file or grow.
const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true, trimValues: true });

export type XmlNode = { readonly [name: string]: unknown };

/** The document's root element. Throws MalformedXML. */
export async function readXml(call: AwsCall, root: string): Promise<XmlNode> {
  const text = await readText(call);
  // A document type is what defines entities; no client of S3 sends one.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw malformedXml();
  try {
    const parsed: unknown = parser.parse(text, true);
    const found = isNode(parsed) ? parsed[root] : undefined;
    if (isNode(found)) return found;
    if (found === "") return {};
  } catch {
    throw malformedXml();
  }
  throw malformedXml();
}

/** The children of that name, however many they are. */
export function nodesOf(parent: XmlNode, name: string): readonly XmlNode[] {
  const found = parent[name];
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  return list.filter(isNode);
}

export function textOf(parent: XmlNode, name: string): string | undefined {
  const found = parent[name];
  return typeof found === "string" ? found : undefined;
}

export function malformedXml(): AwsError {
  return new AwsError(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );
}

function isNode(value: unknown): value is XmlNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function readText({ stream }: AwsCall): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream?.bytes ?? []) {
    size += chunk.length;
    if (size > bodyBytesMax) throw new AwsError("MaxMessageLengthExceeded", "Your request was too large.");
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw malformedXml();
  }
}
