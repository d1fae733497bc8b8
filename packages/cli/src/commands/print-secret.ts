import type { SecretBody } from "@landbridge/api";
import { printFacts } from "../output/facts.ts";
import { plain } from "../output/plain.ts";
import type { TimeText } from "../output/time.ts";
import type { Output } from "../terminal.ts";

export function printSecret(out: Output, secret: SecretBody, times: TimeText): void {
  printFacts(out, [
    ["secret", secret.name],
    ["write it as", secret.reference],
    ["revision", String(secret.revision)],
    ["changed", `${times.exact(secret.updatedAt)} by ${plain(secret.updatedBy)}`],
  ]);
}
