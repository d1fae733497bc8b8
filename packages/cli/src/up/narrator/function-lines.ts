import type { ServerNews } from "@landbridge/server";
import { cliLimits } from "../../limits.ts";
import type { Line } from "./line.ts";

type FunctionLog = Extract<ServerNews, { readonly kind: "function-log" }>["line"];

/** A line each; a very long one is cut. */
export function functionLines({ functionName, at, text }: FunctionLog): readonly Line[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => ({
      at,
      subject: "function",
      name: functionName,
      text: cut(line),
      tone: "dim",
      plural: "lines of functions",
    }));
}

function cut(line: string): string {
  const max = cliLimits.functionLineLengthMax;
  return line.length <= max ? line : `${line.slice(0, max)}…`;
}
