import { compileCondition } from "../../data/choice/condition.ts";
import type { EvaluateNow } from "../../data/evaluate-now.ts";
import { compileExpression } from "../../data/expression.ts";
import { compilePath, PathSyntaxError } from "../../data/jsonpath.ts";
import { invalidPath, type WordMissing } from "../../data/missing.ts";
import { compileReferencePath, type ReferencePath } from "../../data/reference-path.ts";
import { compileTemplate } from "../../data/template.ts";
import { referencePathMistake } from "../check/reference-path.ts";
import { findTemplateMistakes, warnOfMissingDollars } from "../check/template.ts";
import { readObject, readString, reject, type Source } from "../source.ts";

// Between the definition and the compilers of data/: what they refuse becomes an issue here, and
// everything else in this folder knows no half-compiled expression.

/**
 * A path, such as InputPath.
 * @param word the fault when it finds nothing
 */
export function compilePathField(
  source: Source,
  field: string,
  word: WordMissing = invalidPath,
): EvaluateNow | undefined {
  return compileText(source, field, (text) => compilePath(text, word), "Value must be a valid JSONPath.");
}

/** A path to one place, such as ItemsPath. */
export function compileReferenceField(source: Source, field: string): EvaluateNow | undefined {
  return isReference(source, field) ? compilePathField(source, field) : undefined;
}

/** A path that names one place, for a result to be put there: ResultPath. */
export function compilePlaceField(source: Source, field: string): ReferencePath["place"] | undefined {
  if (!isReference(source, field)) return undefined;
  const path = compileText(source, field, compileReferencePath, "Value is not a Reference Path");
  if (path === undefined || path.canPlace) return path?.place;
  const hint = "A result can be put into the input only, not into the context object or a variable";
  reject(source, field, "Value is not a Reference Path", hint);
  return undefined;
}

function isReference(source: Source, field: string): boolean {
  const text = readString(source, field);
  const mistake = text === undefined ? undefined : referencePathMistake(text);
  if (mistake !== undefined) reject(source, field, mistake);
  return text !== undefined && mistake === undefined;
}

/** A path or an intrinsic function, such as ErrorPath. */
export function compileExpressionField(source: Source, field: string): EvaluateNow | undefined {
  const message = `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`;
  return compileText(source, field, (text) => compileExpression(text), message);
}

/** A payload template, such as Parameters: an object whose ".$" fields are expressions. */
export function compileTemplateField(source: Source, field: string): EvaluateNow | undefined {
  const template = readObject(source, field);
  if (template === undefined) return undefined;
  warnOfMissingDollars(template);
  try {
    return compileTemplate(template.object);
  } catch (error) {
    const reason = syntaxReason(error);
    const before = source.issues.errorCount;
    // The first mistake has stopped the compiler; the author wants all of them.
    findTemplateMistakes(template, expressionMistake);
    if (source.issues.errorCount === before)
      reject(source, field, "The payload template is not valid", reason);
    return undefined;
  }
}

/** A Choice rule in which `checkRule` found nothing wrong. */
export function compileRule(rule: Source): EvaluateNow<boolean> | undefined {
  try {
    return compileCondition(rule.object);
  } catch (error) {
    reject(rule, undefined, "The Choice rule is not valid", syntaxReason(error));
    return undefined;
  }
}

function expressionMistake(text: string): string | undefined {
  try {
    compileExpression(text);
    return undefined;
  } catch (error) {
    return syntaxReason(error);
  }
}

function compileText<T>(
  source: Source,
  field: string,
  compile: (text: string) => T,
  message: string,
): T | undefined {
  const text = readString(source, field);
  if (text === undefined) return undefined;
  try {
    return compile(text);
  } catch (error) {
    reject(source, field, message, syntaxReason(error));
    return undefined;
  }
}

function syntaxReason(error: unknown): string {
  if (!(error instanceof PathSyntaxError)) throw error;
  return error.message;
}
