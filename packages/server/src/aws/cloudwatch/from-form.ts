import type { Json } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";

/** More than any request has. */
const segmentsMax = 16;

type Node = Map<string, Node | string>;

/**
 * `MetricData.member.1.MetricName=Load` as the object that it stands for; lists are those whose members are
 * called `member.N`. Values stay text: what a member is, its reader knows.
 */
export function fromForm(form: URLSearchParams): { readonly [name: string]: Json } {
  const root: Node = new Map();
  for (const [name, value] of form) put(root, name.split("."), value);
  const object = toJson(root);
  return typeof object === "object" && object !== null && !Array.isArray(object)
    ? (object as { readonly [name: string]: Json })
    : {};
}

function put(root: Node, path: readonly string[], value: string): void {
  if (path.length > segmentsMax || path.includes("")) throw malformed();
  let at = root;
  for (const segment of path.slice(0, -1)) {
    const next = at.get(segment) ?? new Map<string, Node | string>();
    if (typeof next === "string") throw malformed();
    at.set(segment, next);
    at = next;
  }
  const last = path.at(-1) ?? "";
  if (at.has(last)) throw malformed();
  at.set(last, value);
}

function toJson(node: Node | string): Json {
  if (typeof node === "string") return node;
  const members = node.get("member");
  if (node.size === 1 && members instanceof Map) {
    const numbered = [...members].map(([number, one]) => [Number(number), one] as const);
    return numbered.toSorted(([a], [b]) => a - b).map(([, one]) => toJson(one));
  }
  // A name may be anything: no prototype may be meant by it.
  return Object.fromEntries([...node].map(([name, one]) => [name, toJson(one)]));
}

function malformed(): AwsError {
  return new AwsError("MalformedQueryString", "The query string contains a syntax error.");
}
