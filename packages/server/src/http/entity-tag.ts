import { createHash } from "node:crypto";

/** Strong: equal tags are equal bytes. @param body as it is sent */
export function entityTag(body: string): string {
  return `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
}

/** Whether a header's list names the tag. Source: RFC 9110, sections 8.8.3, 13.1.1 and 13.1.2. */
export function matchesTag(header: string, tag: string): boolean {
  return header
    .split(",")
    .map((one) => one.trim().replace(/^W\//, ""))
    .some((one) => one === "*" || one === tag);
}
