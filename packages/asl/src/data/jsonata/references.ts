import { isNode, type Node } from "./library.ts";

/** What an expression asks for from outside. */
export type Reference =
  /** `$name`, neither bound inside nor a function's name that is called. */
  | { readonly kind: "variable"; readonly name: string }
  /** `$states.name`. */
  | { readonly kind: "states"; readonly field: string }
  /** A bare name, or `$`: there is no context at the top level. */
  | { readonly kind: "top-level"; readonly name: string }
  /** `$$` */
  | { readonly kind: "root" };

/**
 * Read from the tree as it would be evaluated: only the first step of a path looks at the context of
 * the expression, the others at what the step before them gave, and so do predicates, orders and groups.
 */
export function referencesIn(tree: Node): readonly Reference[] {
  const found = new Map<string, Reference>();
  const walk = new Walk((reference) => found.set(JSON.stringify(reference), reference));
  walk.visit(tree, { names: new Set(), isTop: true });
  return [...found.values()];
}

interface Place {
  /** Bound by `:=` or as a parameter. */
  readonly names: ReadonlySet<string>;
  readonly isTop: boolean;
}

class Walk {
  readonly #note: (reference: Reference) => void;

  constructor(note: (reference: Reference) => void) {
    this.#note = note;
  }

  visit(node: unknown, place: Place): void {
    if (!isNode(node)) return this.#visitAll(node, place);
    switch (node.type) {
      case "name":
        if (place.isTop && typeof node.value === "string")
          this.#note({ kind: "top-level", name: node.value });
        break;
      case "wildcard":
      case "descendant":
        if (place.isTop) this.#note({ kind: "top-level", name: node.type === "wildcard" ? "*" : "**" });
        break;
      case "variable":
        this.#visitVariable(node, place);
        break;
      case "path":
        return this.#visitPath(node, place);
      case "lambda":
        return this.#visitLambda(node, place);
      case "block":
        return this.#visitBlock(node, place);
      default:
    }
    this.#visitMembers(node, place);
  }

  #visitVariable(node: Node, place: Place): void {
    const name = node.value;
    if (typeof name !== "string") return;
    if (name === "") {
      if (place.isTop) this.#note({ kind: "top-level", name: "$" });
    } else if (name === "$") this.#note({ kind: "root" });
    else if (name !== "states" && !place.names.has(name)) this.#note({ kind: "variable", name });
  }

  #visitPath(path: Node, place: Place): void {
    const steps = Array.isArray(path["steps"]) ? (path["steps"] as readonly unknown[]) : [];
    const [first, second] = steps;
    if (isNode(first) && first.type === "variable" && first.value === "states" && isNode(second)) {
      if (second.type === "name" && typeof second.value === "string" && !place.names.has("states")) {
        this.#note({ kind: "states", field: second.value });
      }
    }
    const below = { ...place, isTop: false };
    for (const [index, step] of steps.entries()) this.visit(step, index === 0 ? place : below);
    this.visit(path["group"], below);
  }

  #visitLambda(lambda: Node, place: Place): void {
    const names = new Set(place.names);
    for (const parameter of Array.isArray(lambda["arguments"]) ? lambda["arguments"] : []) {
      if (isNode(parameter) && typeof parameter.value === "string") names.add(parameter.value);
    }
    this.visit(lambda["body"], { ...place, names });
  }

  /** A name that is bound anywhere in a block is taken for bound in all of it: functions may call themselves. */
  #visitBlock(block: Node, place: Place): void {
    const names = new Set(place.names);
    const expressions: readonly unknown[] = Array.isArray(block["expressions"]) ? block["expressions"] : [];
    for (const expression of expressions) addBound(expression, names);
    for (const expression of expressions) this.visit(expression, { ...place, names });
    this.#visitStages(block, place);
  }

  #visitMembers(node: Node, place: Place): void {
    const names = new Set(place.names);
    addBound(node, names);
    for (const [member, value] of Object.entries(node)) {
      if (node.type === "bind" && member === "lhs") continue;
      if (!isPlain(value) || STAGES.includes(member)) continue;
      this.visit(value, { ...place, names });
    }
    this.#visitStages(node, place);
  }

  #visitStages(node: Node, place: Place): void {
    for (const member of STAGES) this.visit(node[member], { ...place, isTop: false });
  }

  #visitAll(value: unknown, place: Place): void {
    if (!isPlain(value)) return;
    for (const inner of Object.values(value)) if (isPlain(inner)) this.visit(inner, place);
  }
}

/** What is applied to each item of what the node gives. */
const STAGES = ["predicate", "stages", "group", "terms", "pattern", "update", "delete"];

function addBound(node: unknown, names: Set<string>): void {
  if (!isNode(node) || node.type !== "bind") return;
  const name = isNode(node["lhs"]) ? node["lhs"].value : undefined;
  if (typeof name === "string") names.add(name);
  addBound(node["rhs"], names);
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof RegExp);
}
