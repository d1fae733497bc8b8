import { child } from "../pointer.ts";
import { readArray, readTexts, reject, rejectEmpty, type Source } from "../source.ts";

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
  if (items === undefined) return undefined;
  if (items.length === 0) return rejectEmpty(source, "ErrorEquals");
  const names = readTexts(source, "ErrorEquals");
  if (names === undefined) return undefined;
  warnUnknown(source, names);
  return checkAll(source, names, position.isLast) ? names : undefined;
}

/** "States.ALL" stands alone, and in the last retrier or catcher, as nothing after it could match. */
function checkAll(source: Source, names: readonly string[], isLast: boolean): boolean {
  if (!names.includes("States.ALL")) return true;
  const isSound = names.length === 1 && isLast;
  if (!isSound) {
    const hint = "It matches everything, so what is beside or after it would never be used";
    reject(source, "ErrorEquals", "States.ALL must appear alone and at end of list", hint);
  }
  return isSound;
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
