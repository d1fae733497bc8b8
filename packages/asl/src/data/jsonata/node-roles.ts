import { isNode, isObject, type Node } from "./library.ts";

/** What the library does with the values of certain nodes without telling, found once for each expression. */
export interface NodeRoles {
  /** Called as functions. */
  readonly called: ReadonlySet<Node>;
  /** Compared or made text by an operator, which walks the whole value. */
  readonly walked: ReadonlySet<Node>;
  /** What builds objects, with the nodes that give the names of their members. */
  readonly groups: ReadonlyMap<Node, readonly Node[]>;
  readonly groupKeys: ReadonlySet<Node>;
  /** Paths that put items into order, with the first thing that they are compared by. */
  readonly orders: ReadonlyMap<Node, readonly Node[]>;
  readonly orderTerms: ReadonlySet<Node>;
  readonly hasRegularExpressions: boolean;
}

const WALKING_OPERATORS: ReadonlySet<unknown> = new Set(["=", "!=", "in", "&"]);

export function rolesIn(tree: Node): NodeRoles {
  const called = new Set<Node>();
  const walked = new Set<Node>();
  const groups = new Map<Node, readonly Node[]>();
  const orders = new Map<Node, readonly Node[]>();
  const nodes = nodesIn(tree);
  for (const node of nodes) {
    if (node.type === "function" && isNode(node["procedure"])) called.add(node["procedure"]);
    if (node.type === "binary" && WALKING_OPERATORS.has(node.value)) {
      for (const operand of [node["lhs"], node["rhs"]]) if (isNode(operand)) walked.add(operand);
    }
    const group = groupOf(node);
    if (group !== undefined) groups.set(node, keysOf(group));
    const terms = node.type === "path" ? orderTermsOf(node["steps"]) : [];
    if (terms.length > 0) orders.set(node, terms);
  }
  const groupKeys = new Set([...groups.values()].flat());
  const orderTerms = new Set([...orders.values()].flat());
  const hasRegularExpressions = nodes.some((node) => node.type === "regex");
  return { called, walked, groups, groupKeys, orders, orderTerms, hasRegularExpressions };
}

function groupOf(node: Node): unknown {
  if (node.type === "unary" && node.value === "{") return node["lhs"];
  const group = node["group"];
  return isObject(group) ? group["lhs"] : undefined;
}

function orderTermsOf(steps: unknown): readonly Node[] {
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((step: unknown) => {
    const terms = isNode(step) && step.type === "sort" ? step["terms"] : undefined;
    const first: unknown = Array.isArray(terms) ? terms[0] : undefined;
    return isObject(first) && isNode(first["expression"]) ? [first["expression"]] : [];
  });
}

function keysOf(pairs: unknown): readonly Node[] {
  if (!Array.isArray(pairs)) return [];
  return pairs.flatMap((pair: unknown) => (Array.isArray(pair) && isNode(pair[0]) ? [pair[0]] : []));
}

/** Every node of the tree; a list, as the tree may be deeper than the stack. */
export function nodesIn(tree: Node): readonly Node[] {
  const nodes: Node[] = [];
  const pending: unknown[] = [tree];
  const seen = new Set<unknown>();
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (!isObject(value) || value instanceof RegExp || seen.has(value)) continue;
    seen.add(value);
    if (isNode(value)) nodes.push(value);
    for (const member of Object.values(value)) if (isObject(member)) pending.push(member);
  }
  return nodes;
}
