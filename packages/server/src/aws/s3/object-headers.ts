import { AwsError } from "../errors/aws-error.ts";
import type { AwsCall } from "../service.ts";

/** What S3 keeps with an object and gives back with it. */
const kept = ["cache-control", "content-disposition", "content-language", "content-type", "expires"];
/** Source: Amazon S3, "User-defined object metadata": names and values together. */
const metadataBytesMax = 2_048;

export function headersToKeep(call: AwsCall): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const name of kept) {
    const value = call.header(name);
    if (value !== undefined && value !== "") headers[name] = value;
  }
  // How the body was sent is not part of the object.
  const encodings = (call.header("content-encoding") ?? "").split(",").map((one) => one.trim());
  const encoding = encodings.filter((one) => one !== "" && one !== "aws-chunked").join(",");
  if (encoding !== "") headers["content-encoding"] = encoding;
  return { ...headers, ...metadataOf(call) };
}

function metadataOf(call: AwsCall): Readonly<Record<string, string>> {
  const metadata: Record<string, string> = {};
  let bytes = 0;
  for (const [name, values] of call.headers) {
    if (!name.startsWith("x-amz-meta-")) continue;
    const value = values.map((one) => one.trim()).join(",");
    bytes += name.length - "x-amz-meta-".length + value.length;
    metadata[name] = value;
  }
  if (bytes > metadataBytesMax)
    throw new AwsError("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", {
      members: { Size: bytes, MaxSizeAllowed: metadataBytesMax },
    });
  return metadata;
}

/** Features whose silent absence would harm: who asks for them must hear that they are not here. */
export function refuseUnkept(call: AwsCall): void {
  const wanted = [
    "x-amz-server-side-encryption-customer-algorithm",
    "x-amz-object-lock-mode",
    "x-amz-object-lock-legal-hold",
    "x-amz-website-redirect-location",
  ].find((name) => call.header(name) !== undefined);
  if (wanted !== undefined)
    throw new AwsError(
      "NotImplemented",
      "A header you provided implies functionality that is not implemented",
      { status: 501, members: { Header: wanted } },
    );
}

/** As they go out with the object. */
export function headersToGive(
  call: AwsCall,
  headers: Readonly<Record<string, string>>,
  isWhole: boolean,
): Readonly<Record<string, string>> {
  const wantsChecksum = isWhole && call.header("x-amz-checksum-mode")?.toUpperCase() === "ENABLED";
  const given = Object.entries(headers).filter(
    ([name]) => wantsChecksum || !name.startsWith("x-amz-checksum-"),
  );
  return {
    "content-type": "binary/octet-stream",
    ...Object.fromEntries(given),
    ...overrides(call),
  };
}

/** A presigned request may say how its answer is to be labelled. */
function overrides({ query }: AwsCall): Readonly<Record<string, string>> {
  const names = [...kept, "content-encoding"];
  const found = names.flatMap((name) => {
    const value = query.get(`response-${name}`);
    // Whatever cannot stand in a header would fail the answer.
    return value === null || !/^[\x20-\x7e]*$/.test(value) ? [] : [[name, value]];
  });
  return Object.fromEntries(found);
}
