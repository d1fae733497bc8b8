import { assert, isJsonArray, type Json } from "@landbridge/model";
import type { EvaluateNow } from "../evaluate-now.ts";
import { StatesFault } from "../fault.ts";
import { jsonText } from "../json-text.ts";
import { compileSyntax, type Path } from "../jsonpath.ts";
import type { Scope } from "../scope.ts";
import { ArgumentFault, Arguments } from "./function.ts";
import { FUNCTIONS } from "./functions.ts";
import { parseCall } from "./parse.ts";
import type { Argument, Call } from "./syntax.ts";

/**
 * A call of an intrinsic function, `States.Format('{}', $.name)`. A message of its names the whole call
 * as it was written, however deep inside it the fault was.
 * @throws PathSyntaxError at once, when the text is no call or the function is not there
 */
export function compileIntrinsic(text: string): EvaluateNow {
  const evaluate = compileCall(parseCall(text));
  return (scope) => {
    try {
      return evaluate(scope);
    } catch (error) {
      if (error instanceof ArgumentFault) throw failed(text, error.message);
      if (error instanceof StatesFault) throw brokenOff(text, error);
      throw error;
    }
  };
}

/**
 * Source: observed on AWS by others (docs/reference/parity.md): whatever a function does not take is States.Runtime,
 * though the documentation knows States.IntrinsicFailure.
 */
function failed(call: string, reason: string): StatesFault {
  return new StatesFault(
    "States.Runtime",
    `There was an error while evaluating the intrinsic function: ${call}. ${reason}`,
  );
}

/** A path that finds nothing is no failure of the function, and told in other words. */
function brokenOff(call: string, { error, cause }: StatesFault): StatesFault {
  return new StatesFault(error, `The function '${call}' had the following error: ${cause}`);
}

function compileCall(call: Call): EvaluateNow {
  const { name } = call;
  const called = FUNCTIONS.get(name);
  assert(called !== undefined, "the parser lets only known functions pass");
  const { length } = call.arguments;
  // AWS takes a definition with too many arguments, or too few, and fails where it comes by.
  if (length < called.argumentsMin || length > called.argumentsMax) {
    return () => {
      throw new ArgumentFault(`Invalid arguments in ${name}`);
    };
  }
  const args = call.arguments.map(name === "States.Format" ? compileFormatted : compileArgument);
  const [first] = call.arguments;
  const rawTemplate = first?.kind === "text" ? first.raw : undefined;
  return (scope) => {
    const values = args.map((arg) => arg(scope));
    const result = called.apply(new Arguments(name, values, rawTemplate), scope.random);
    payFor([...values, result], name, scope);
    return result;
  };
}

/** Of texts, and of items eightfold: some functions copy them, some hash them. A microsecond, the unit of a turn's work. */
const CHARS_PER_UNIT = 64;
const CHARS_PER_ITEM = 8;

/** One state's calls may do so much and no more, as nobody can be let go first between them. */
function payFor(values: readonly Json[], name: string, { pace }: Scope): void {
  if (pace === undefined) return;
  let chars = CHARS_PER_UNIT;
  for (const value of values) {
    if (typeof value === "string") chars += value.length;
    else if (isJsonArray(value)) chars += CHARS_PER_ITEM * value.length;
  }
  if (pace.spendAtOnce(chars / CHARS_PER_UNIT)) return;
  throw new ArgumentFault(`Invalid arguments in ${name}: the state's expressions do too much at once.`);
}

function compileArgument(argument: Argument): EvaluateNow {
  switch (argument.kind) {
    case "call":
      return compileCall(argument);
    case "path":
      return compilePathArgument(compileSyntax(argument.path));
    case "text":
    case "literal":
      return () => argument.value;
  }
}

/** What States.StringToJson made is JSON to States.Format, not a value of Java's: text keeps its quotes. */
function compileFormatted(argument: Argument): EvaluateNow {
  const evaluate = compileArgument(argument);
  if (argument.kind !== "call" || argument.name !== "States.StringToJson") return evaluate;
  return (scope) => jsonText(evaluate(scope));
}

function compilePathArgument(path: Path): EvaluateNow {
  return (scope) => path.find(scope) ?? missing(path, scope);
}

/** `??` cannot tell null from nothing; this can. */
function missing(path: Path, scope: Scope): Json {
  if (path.find(scope) === null) return null;
  const reason = path.explain(scope);
  // AWS shows its library's own words for an index into what is no array.
  if (reason.startsWith("Filter:")) throw new StatesFault("States.Runtime", reason);
  throw new StatesFault(
    "States.Runtime",
    `The JsonPath argument for the field '${path.syntax.text}' could not be found in the input '${jsonText(scope.input)}'`,
  );
}
