import type { KeyBody } from "@landbridge/api";
import { printFacts } from "../output/facts.ts";
import { plain } from "../output/plain.ts";
import type { TimeText } from "../output/time.ts";
import type { Output } from "../terminal.ts";

export function printKey(out: Output, key: KeyBody, times: TimeText): void {
  printFacts(out, [
    ["key", key.id],
    ["access key", key.accessKeyId],
    ["name", plain(key.name)],
    ["may", grantsText(key)],
    ["created", `${times.exact(key.createdAt)} by ${plain(key.createdBy)}`],
    ["expires", key.expiresAt === undefined ? "never" : times.exact(key.expiresAt)],
    ["replaces", key.replaces],
    ["replaced by", key.replacedBy],
    ["revoked", key.revokedAt === undefined ? undefined : times.exact(key.revokedAt)],
  ]);
}

/** "operate", "launch job:load-*". */
export function grantsText({ scopes, launch }: KeyBody): string {
  return [...scopes, ...(launch.length === 0 ? [] : ["launch", ...launch])].join(" ");
}
