import { isJsonObject, type JsonObject, parseJson } from "@landbridge/model";

/** A runtime's error as workers tell it (`parseFunctionError`); its own text is kept beside. */
export function errorText(body: string, headerType?: string, message?: string): string {
  const value = parseJson(body) ?? null;
  const given: JsonObject = isJsonObject(value) ? value : {};
  const { errorType, errorMessage, stackTrace, trace } = given;
  const lines = Array.isArray(stackTrace) ? stackTrace : Array.isArray(trace) ? trace : [];
  return JSON.stringify({
    errorType: typeof errorType === "string" ? errorType : (headerType ?? "Unhandled"),
    errorMessage: typeof errorMessage === "string" ? errorMessage : (message ?? body.slice(0, 1_000)),
    trace: lines.map(String),
    ...(typeof errorType === "string" && typeof errorMessage === "string" && { body }),
  });
}
