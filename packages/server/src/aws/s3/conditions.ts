import type { ObjectHead } from "@landbridge/objects";
import { AwsError } from "../errors/aws-error.ts";
import type { AwsCall } from "../service.ts";

export type ReadCondition = "go-on" | "not-modified";

/** Source: RFC 9110, 13.2.2; Amazon S3, GetObject. Throws PreconditionFailed. */
export function judgeRead(call: AwsCall, object: ObjectHead, prefix = ""): ReadCondition {
  const at = (name: string): string | undefined => call.header(`${prefix}${name}`);
  const ifMatch = at("if-match");
  const ifNoneMatch = at("if-none-match");
  const unmodified = secondsOf(at("if-unmodified-since"));
  const modified = secondsOf(at("if-modified-since"));
  const writtenAt = Math.floor(object.modifiedAt / 1000);
  if (ifMatch !== undefined && !matches(ifMatch, object.etag)) throw failed("If-Match");
  if (ifMatch === undefined && unmodified !== undefined && writtenAt > unmodified)
    throw failed("If-Unmodified-Since");
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, object.etag) ? "not-modified" : "go-on";
  return modified !== undefined && writtenAt <= modified ? "not-modified" : "go-on";
}

/** Of a deletion. Source: Amazon S3, "Conditional deletes". */
export function deleteCondition(ifMatch: string | undefined): { readonly ifMatch?: string } {
  if (ifMatch === undefined) return {};
  return { ifMatch: ifMatch === "*" ? ifMatch : quoted(ifMatch) };
}

/** The conditions of a write, as the store takes them. */
export function writeConditions(call: AwsCall): { readonly ifMatch?: string; readonly ifAbsent?: boolean } {
  const ifMatch = call.header("if-match");
  const ifNoneMatch = call.header("if-none-match");
  if (ifNoneMatch !== undefined && ifNoneMatch !== "*")
    throw new AwsError("NotImplemented", "A write takes `If-None-Match: *` only.", { status: 501 });
  return {
    ...(ifMatch !== undefined && { ifMatch: quoted(ifMatch) }),
    ...(ifNoneMatch !== undefined && { ifAbsent: true }),
  };
}

function quoted(etag: string): string {
  return `"${etag.replaceAll('"', "")}"`;
}

export function failed(condition: string): AwsError {
  return new AwsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", {
    status: 412,
    members: { Condition: condition },
  });
}

function matches(list: string, etag: string): boolean {
  if (list === "*") return true;
  const bare = etag.replaceAll('"', "");
  return list.split(",").some((one) => one.trim().replace(/^W\//, "").replaceAll('"', "") === bare);
}

/** A date that cannot be read is as good as none. */
function secondsOf(text: string | undefined): number | undefined {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}
