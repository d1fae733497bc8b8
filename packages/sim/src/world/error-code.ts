import { LandbridgeError } from "@landbridge/model";

export function isCode(error: unknown, code: string): boolean {
  return error instanceof LandbridgeError && error.code === code;
}
