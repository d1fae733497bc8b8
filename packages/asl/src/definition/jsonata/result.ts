import type { Json } from "@landbridge/model";
import type { Scope } from "../../data/scope.ts";

/** There are no ResultSelector and ResultPath in JSONata: the result is the output, unless Output shapes it. */
export const replaceInput = {
  parameters: undefined,
  selectResult: undefined,
  placeResult: (_scope: Scope, _input: Json, result: Json): Json => result,
} as const;
