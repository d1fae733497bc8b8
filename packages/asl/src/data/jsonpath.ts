import type { Json } from "@landbridge/model";
import type { EvaluateNow } from "./evaluate-now.ts";
import { compileDefinite, explainMissing } from "./jsonpath/definite.ts";
import { parsePath } from "./jsonpath/parse.ts";
import { rootOf } from "./jsonpath/root.ts";
import { Search } from "./jsonpath/search.ts";
import type { PathSyntax } from "./jsonpath/syntax.ts";
import { compileWalk } from "./jsonpath/walk.ts";
import { invalidPath, type WordMissing } from "./missing.ts";
import type { Scope } from "./scope.ts";

export { PathSyntaxError } from "./jsonpath/syntax-error.ts";

/** A path, compiled. */
export interface Path {
  readonly syntax: PathSyntax;
  /** `undefined`: a definite path that finds nothing. An indefinite one finds a list, which may be empty. */
  readonly find: (scope: Scope) => Json | undefined;
  /** Where `find` broke off, in AWS's words. */
  readonly explain: (scope: Scope) => string;
}

/**
 * The value that a path names: `$…` in the input, `$$…` in the context object, `$name…` in the variables.
 * @param word the fault for a definite path that finds nothing; AWS words it by the field
 * @throws PathSyntaxError at once, when the text is no path
 */
export function compilePath(text: string, word: WordMissing = invalidPath): EvaluateNow {
  return requirePath(findPath(text), word);
}

/** Like `compilePath`, for whoever wants to know whether there is anything. */
export function findPath(text: string): Path {
  return compileSyntax(parsePath(text));
}

export function compileSyntax(syntax: PathSyntax): Path {
  return {
    syntax,
    find: syntax.isDefinite ? findOne(syntax) : findAll(syntax),
    explain: (scope) => explainMissing(rootOf(syntax.root, scope), syntax.segments),
  };
}

function requirePath(path: Path, word: WordMissing): EvaluateNow {
  return (scope) => {
    const value = path.find(scope);
    if (value !== undefined) return value;
    const isNullInput = path.syntax.root.kind === "input" && scope.input === null;
    throw word({ path: path.syntax.text, reason: path.explain(scope), input: scope.input, isNullInput });
  };
}

function findOne(syntax: PathSyntax): Path["find"] {
  const { root } = syntax;
  const find = compileDefinite(syntax.segments);
  if (root.kind === "input") return (scope) => find(scope.input);
  return (scope) => {
    const start = rootOf(root, scope);
    return start === undefined ? undefined : find(start);
  };
}

function findAll(syntax: PathSyntax): Path["find"] {
  const walk = compileWalk(syntax.segments);
  return (scope) => {
    const start = rootOf(syntax.root, scope);
    const search = new Search(scope, syntax.text);
    if (start !== undefined) walk(start, search, (node) => search.yields(node));
    search.pay();
    return search.found;
  };
}
