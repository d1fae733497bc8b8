import { isJsonArray, type Json } from "@landbridge/model";
import { StatesFault } from "./fault.ts";
import { VALUE_DEPTH_MAX } from "./jsonpath/limits.ts";

/**
 * A value as Java's `toString` spells it, which is what States.Format writes and what some of AWS's
 * messages show: `{Id=7, Tags=[a, b]}`, text without quotes, null as `null`.
 */
export function javaText(value: Json, depth = 0): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return javaNumber(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (depth >= VALUE_DEPTH_MAX)
    throw new StatesFault("States.Runtime", `A value nests deeper than ${VALUE_DEPTH_MAX} levels.`);
  if (isJsonArray(value)) return `[${value.map((item) => javaText(item, depth + 1)).join(", ")}]`;
  const members = Object.entries(value).map(([name, member]) => `${name}=${javaText(member, depth + 1)}`);
  return `{${members.join(", ")}}`;
}

// Java writes a double in digits from 10^-3 up to 10^7 and with an exponent elsewhere. JavaScript keeps no
// difference between 1 and 1.0, so whole numbers are taken for integers, as they mostly are.
const EXPONENT_FROM = 1e7;
const EXPONENT_BELOW = 1e-3;

function javaNumber(number: number): string {
  const size = Math.abs(number);
  if (Object.is(number, -0)) return "0";
  if (Number.isInteger(number) && size < 1e21) return BigInt(number).toString();
  if (size >= EXPONENT_BELOW && size < EXPONENT_FROM) return String(number);
  const [digits = "0", exponent = "0"] = number.toExponential().split("e");
  return `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}`;
}
