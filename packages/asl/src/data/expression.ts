import type { EvaluateNow } from "./evaluate-now.ts";
import { compileIntrinsic } from "./intrinsics/compile.ts";
import { PathSyntaxError } from "./jsonpath/syntax-error.ts";
import { compilePath } from "./jsonpath.ts";
import type { WordMissing } from "./missing.ts";

/**
 * What may stand where a path or a call of an intrinsic function may: behind a `.$`, in ErrorPath and CausePath.
 * @param word the fault of a path that finds nothing; a call words its own
 * @throws PathSyntaxError
 */
export function compileExpression(text: string, word?: WordMissing): EvaluateNow {
  if (text.startsWith("$")) return compilePath(text, word);
  if (text.startsWith("States.")) return compileIntrinsic(text);
  throw new PathSyntaxError(
    'expected a path, which begins with "$", or a function, which begins with "States."',
    0,
  );
}
