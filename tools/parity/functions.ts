import type { Invocation } from "@landbridge/engine";
import { isJsonArray, type Json } from "@landbridge/model";
import type { FunctionMock } from "./harness.ts";

/** How a function of a vector answers, and after how many seconds; `undefined`: there is no such function. */
export function invokeMock(
  mock: FunctionMock | undefined,
  payload: Json,
): { readonly afterSeconds: number; readonly invocation: Invocation } {
  if (mock === undefined) return { afterSeconds: 0, invocation: { kind: "not-found" } };
  const afterSeconds = mock.behaviour === "sleep-then-echo" ? (mock.seconds ?? 60) : 0;
  return { afterSeconds, invocation: invocationOf(mock, payload) };
}

function invocationOf(mock: FunctionMock, payload: Json): Invocation {
  switch (mock.behaviour) {
    case "constant":
      return succeeded(mock.returns);
    case "decorate":
      return succeeded(`input-event-${typeof payload === "string" ? payload : pythonText(payload)}`);
    case "large-output":
      return succeeded("a".repeat(mock.bytes ?? 263_168));
    case "raise": {
      const { errorType = mock.error ?? "Error", errorMessage = "" } = mock.payload ?? {};
      return { kind: "failed", errorType, errorMessage, trace: [] };
    }
    case "echo":
    case "sleep-then-echo":
      return succeeded(payload);
    default:
      throw new Error(`no function is known that behaves like "${mock.behaviour}"`);
  }
}

function succeeded(value: unknown): Invocation {
  return { kind: "succeeded", payload: JSON.stringify(value) };
}

/** Python's `str()` of a JSON value: the recorded functions were written in it. */
function pythonText(value: Json): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string") return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  if (typeof value === "number") return String(value);
  if (isJsonArray(value)) return `[${value.map(pythonText).join(", ")}]`;
  const members = Object.entries(value).map(([name, member]) => `'${name}': ${pythonText(member)}`);
  return `{${members.join(", ")}}`;
}
