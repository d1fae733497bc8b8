import { createHash } from "node:crypto";
import { AwsError } from "../errors/aws-error.ts";

// A page's token says where the next page begins, and of which list it is: sent with another query it is refused,
// as AWS does, instead of giving a page of something else.

export interface PageQuery {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** Of all lists. Source: Step Functions API Reference, `maxResults`: 0 is the default. */
const defaultResults = 100;

export function limitOf({ maxResults }: PageQuery): number {
  return maxResults === undefined || maxResults === 0 ? defaultResults : maxResults;
}

/** @param list what is listed: the operation and what narrows it, without the page's size */
export function tokenOf(list: readonly unknown[], cursor: string): string {
  return `${digestOf(list)}${Buffer.from(cursor).toString("base64url")}`;
}

/** The cursor in the token, `undefined` without one. Throws InvalidToken. */
export function cursorIn(list: readonly unknown[], { nextToken }: PageQuery): string | undefined {
  if (nextToken === undefined) return undefined;
  const text = nextToken.slice(digestCharacters);
  const cursor = Buffer.from(text, "base64url").toString();
  const isOurs = tokenOf(list, cursor) === nextToken && cursor !== "";
  if (!isOurs) throw invalidToken();
  return cursor;
}

export function invalidToken(): AwsError {
  return new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");
}

const digestCharacters = 16;

function digestOf(list: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(list)).digest("base64url").slice(0, digestCharacters);
}
