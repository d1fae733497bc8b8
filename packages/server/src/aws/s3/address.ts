import { AwsError } from "../errors/aws-error.ts";
import type { AwsCall } from "../service.ts";

export type S3Address =
  | { readonly kind: "service" }
  | { readonly kind: "bucket"; readonly bucket: string }
  | { readonly kind: "object"; readonly bucket: string; readonly key: string };

/**
 * Path style; and by name, `BUCKET.localhost`, which resolvers send to this machine.
 * Throws InvalidURI for bytes that are not UTF-8.
 */
export function addressOf(call: AwsCall): S3Address {
  const [, named] = /^([a-z0-9.-]+)\.localhost(?::\d+)?$/.exec(call.header("host") ?? "") ?? [];
  const path = decode(call.path.slice(1));
  if (named !== undefined) return addressIn(named, path);
  const mark = path.indexOf("/");
  return mark < 0 ? addressIn(path, "") : addressIn(path.slice(0, mark), path.slice(mark + 1));
}

function addressIn(bucket: string, key: string): S3Address {
  if (bucket === "") return { kind: "service" };
  return key === "" ? { kind: "bucket", bucket } : { kind: "object", bucket, key };
}

/** @param text a byte per character */
function decode(text: string): string {
  const bytes = text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, "latin1"));
  } catch {
    throw new AwsError("InvalidURI", "Couldn't parse the specified URI.");
  }
}

/** `x-amz-copy-source`: `/bucket/key`, encoded, and maybe a version. */
export function copySource(text: string): { readonly bucket: string; readonly key: string } {
  const [path = "", version] = text.split("?versionId=");
  const decoded = decode(path.replace(/^\//, ""));
  const mark = decoded.indexOf("/");
  if (mark <= 0 || mark === decoded.length - 1)
    throw new AwsError(
      "InvalidArgument",
      "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
    );
  if (version !== undefined && version !== "null") throw noVersions();
  return { bucket: decoded.slice(0, mark), key: decoded.slice(mark + 1) };
}

export function noVersions(): AwsError {
  return new AwsError("NotImplemented", "Objects have no versions here.", { status: 501 });
}
