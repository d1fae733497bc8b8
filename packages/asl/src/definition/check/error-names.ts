import { child } from "../pointer.ts";
import { readArray, reject, reportRequired, type Source } from "../source.ts";

/** Source: Amazon States Language, "Error Representation", and AWS's own additions. */
const RESERVED: ReadonlySet<string> = new Set([
  "States.ALL",
  "States.BranchFailed",
  "States.DataLimitExceeded",
  "States.ExceedToleratedFailureThreshold",
  "States.HeartbeatTimeout",
  "States.Http.Socket",
  "States.IntrinsicFailure",
  "States.ItemReaderFailed",
  "States.NoChoiceMatched",
  "States.ParameterPathFailure",
  "States.Permissions",
  "States.QueryEvaluationError",
  "States.ResultPathMatchFailure",
  "States.ResultWriterFailed",
  "States.Runtime",
  "States.TaskFailed",
  "States.Timeout",
]);

/** ErrorEquals of a retrier or catcher; `undefined` after reporting what is wrong with it. */
export function readErrorEquals(
  source: Source,
  position: { readonly isLast: boolean },
): readonly string[] | undefined {
  const items = readArray(source, "ErrorEquals");
  if (items === undefined) {
    if (!Object.hasOwn(source.object, "ErrorEquals")) reportRequired(source, "ErrorEquals");
    return undefined;
  }
  const names = items.filter((item) => typeof item === "string");
  if (names.length === 0 || names.length < items.length) {
    reject(source, "ErrorEquals", "ErrorEquals must be a non-empty array of strings");
    return undefined;
  }
  warnUnknown(source, names);
  return checkAll(source, names, position.isLast) ? names : undefined;
}

/** "States.ALL" stands alone, and in the last retrier or catcher, as nothing after it could match. */
function checkAll(source: Source, names: readonly string[], isLast: boolean): boolean {
  if (!names.includes("States.ALL")) return true;
  if (names.length > 1) reject(source, "ErrorEquals", "'States.ALL' must appear alone in ErrorEquals");
  if (!isLast) {
    const hint = "It matches everything, so what follows it would never be used; move it to the end";
    reject(source, "ErrorEquals", "'States.ALL' must appear in the last element of the array", hint);
  }
  return names.length === 1 && isLast;
}

function warnUnknown(source: Source, names: readonly string[]): void {
  const pointer = child(source.pointer, "ErrorEquals");
  for (const [index, name] of names.entries()) {
    if (!name.startsWith("States.") || RESERVED.has(name)) continue;
    const meant = [...RESERVED].find((known) => known.toLowerCase() === name.toLowerCase());
    const message = `Nothing raises an error called '${name}': names with 'States.' are reserved`;
    source.issues.warn(
      child(pointer, index),
      "UNKNOWN_ERROR_NAME",
      message,
      meant === undefined ? "Check the spelling" : `Write it '${meant}'`,
    );
  }
}
