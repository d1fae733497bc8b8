import { apiLimits, jsonDepth } from "@landbridge/api";
import { jsonMistake } from "@landbridge/asl";
import { type Json, parseJson } from "@landbridge/model";

export type JsonText =
  | { readonly kind: "json"; readonly value: Json }
  /** In AWS's words, as far as they are known. */
  | { readonly kind: "wrong"; readonly detail: string };

/** JSON that a request brings as text: an input, an output. What is nested too deep could not be worked with later. */
export function readJsonText(text: string): JsonText {
  const value = parseJson(text);
  if (value === undefined) return { kind: "wrong", detail: detailOf(text) };
  if (jsonDepth(value, apiLimits.jsonDepthMax) > apiLimits.jsonDepthMax)
    return { kind: "wrong", detail: `It is nested deeper than ${apiLimits.jsonDepthMax} levels` };
  return { kind: "json", value };
}

function detailOf(text: string): string {
  const mistake = jsonMistake(text);
  return mistake === undefined ? "It is not valid JSON" : `${mistake.message}\n at ${mistake.location}`;
}
