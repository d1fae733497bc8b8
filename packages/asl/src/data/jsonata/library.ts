import jsonata from "jsonata";

// The only file that knows the library. It is pinned exactly, as three things here are not in its
// documentation: the hooks at each entry and exit of its evaluator, what hangs at an environment's `base`,
// and the shape of its syntax tree. `library.test.ts` says so when one of them has gone.

/** A node of the syntax tree, with what is read from it. */
export interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly [member: string]: unknown;
}

/** One evaluation, as the library keeps it; the same for all frames of its variables. */
export interface Base {
  readonly depth: number;
  timestamp: unknown;
  options: unknown;
  RegexEngine: unknown;
}

export interface Environment {
  readonly base: Base;
  lookup(name: string): unknown;
}

/** What a function finds in `this`. */
export interface Focus {
  readonly environment: Environment;
  readonly createSequence?: (item?: unknown) => unknown[];
}

/** The library's own function: `implementation` wants a Focus as `this`. */
export interface NativeFunction {
  readonly implementation: (this: Focus, ...args: readonly unknown[]) => unknown;
}

export interface Hooks {
  readonly enter: (node: Node, environment: Environment) => Promise<void> | undefined;
  readonly leave: (node: Node, environment: Environment, value: unknown) => void;
}

export interface LibraryExpression {
  readonly tree: Node;
  readonly evaluate: (bindings: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

export type Implementation = (this: Focus, ...args: never[]) => unknown;

/** A function in the place of the library's own, or a new one. `signature` is in the library's notation. */
export interface FunctionDefinition {
  readonly name: string;
  readonly signature: string | undefined;
  readonly implementation: Implementation;
}

/** @throws what `errorOf` reads */
export function parseExpression(
  text: string,
  hooks: Hooks,
  functions: readonly FunctionDefinition[],
): LibraryExpression {
  const expression = jsonata(text);
  // Its type leaves out the symbols that its hooks are bound under.
  const bind = (name: string | symbol, value: unknown): void => expression.assign(name as string, value);
  bind(Symbol.for("jsonata.__evaluate_entry"), (node: Node, _input: unknown, at: Environment) =>
    hooks.enter(node, at),
  );
  bind(
    Symbol.for("jsonata.__evaluate_exit"),
    (node: Node, _input: unknown, at: Environment, value: unknown) => hooks.leave(node, at, value),
  );
  // AWS has no $eval: an expression in data would run unseen.
  bind("eval", undefined);
  for (const { name, signature, implementation } of functions) {
    expression.registerFunction(name, implementation as never, signature);
  }
  return {
    tree: expression.ast() as unknown as Node,
    evaluate: (bindings) => expression.evaluate(undefined, bindings),
  };
}

/** The library's own functions, which those in their place call on. */
export async function nativeFunctions(
  names: readonly string[],
): Promise<ReadonlyMap<string, NativeFunction>> {
  const found = new Map<string, NativeFunction>();
  for (const name of names) {
    const value: unknown = await jsonata(`$${name}`).evaluate(undefined);
    found.set(name, value as NativeFunction);
  }
  return found;
}

export interface LibraryError {
  /** "T2001"; absent for what the library did not mean to throw, such as a stack overflow. */
  readonly code: string | undefined;
  readonly message: string;
}

export function errorOf(thrown: unknown): LibraryError {
  const { code, message } = isObject(thrown) ? thrown : {};
  return {
    code: typeof code === "string" ? code : undefined,
    message: typeof message === "string" ? message : "The expression failed for no reason given",
  };
}

export function isNode(value: unknown): value is Node {
  return isObject(value) && typeof value["type"] === "string";
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
