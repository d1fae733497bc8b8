import { createHash } from "node:crypto";
import { Crc32, Crc32c, Crc64NvmeJs } from "@aws-sdk/checksums/crc";
import { AwsError } from "../errors/aws-error.ts";
import type { AwsCall } from "../service.ts";

/** What a client may send of a body to have it checked. Source: Amazon S3, "Checking object integrity". */
export const checksumAlgorithms = ["crc32", "crc32c", "crc64nvme", "sha1", "sha256"] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

export interface Digest {
  update(bytes: Uint8Array): void;
  base64(): Promise<string>;
}

export function createDigest(algorithm: ChecksumAlgorithm): Digest {
  switch (algorithm) {
    case "sha1":
    case "sha256": {
      const hash = createHash(algorithm);
      return { update: (bytes) => void hash.update(bytes), base64: async () => hash.digest("base64") };
    }
    case "crc32":
      return ofChecksum(new Crc32());
    case "crc32c":
      return ofChecksum(new Crc32c());
    case "crc64nvme":
      return ofChecksum(new Crc64NvmeJs());
  }
}

function ofChecksum(checksum: { update(bytes: Uint8Array): void; digest(): Promise<Uint8Array> }): Digest {
  return {
    update: (bytes) => checksum.update(bytes),
    base64: async () => Buffer.from(await checksum.digest()).toString("base64"),
  };
}

export interface CheckedBody {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Once `bytes` has ended: what was checked, as headers of the object. */
  readonly headers: () => Readonly<Record<string, string>>;
}

const md5Bytes = 16;

/** The body with the checksums that came with it, in the head or behind it. Fails at its end: BadDigest. */
export function checkBody(call: AwsCall): CheckedBody {
  const { stream } = call;
  if (stream === undefined) throw new AwsError("MissingRequestBodyError", "Request Body is empty");
  const named = algorithmOf(call);
  const digest = named === undefined ? undefined : createDigest(named);
  const sentMd5 = call.header("content-md5");
  if (sentMd5 !== undefined && Buffer.from(sentMd5, "base64").length !== md5Bytes)
    throw new AwsError("InvalidDigest", "The Content-MD5 you specified was invalid.");
  const md5 = sentMd5 === undefined ? undefined : createHash("md5");
  const headers: Record<string, string> = {};
  async function* bytes(): AsyncGenerator<Uint8Array> {
    if (stream === undefined) return;
    for await (const chunk of stream.bytes) {
      digest?.update(chunk);
      md5?.update(chunk);
      yield chunk;
    }
    if (md5 !== undefined && md5.digest("base64") !== sentMd5)
      throw new AwsError("BadDigest", "The Content-MD5 you specified did not match what we received.");
    if (named === undefined || digest === undefined) return;
    const name = `x-amz-checksum-${named}`;
    const sent = call.header(name) ?? stream.trailer.get(name);
    const computed = await digest.base64();
    if (sent !== undefined && sent !== computed)
      throw new AwsError(
        "BadDigest",
        `The ${named.toUpperCase()} you specified did not match the calculated checksum.`,
      );
    headers[name] = computed;
  }
  return { bytes: bytes(), headers: () => headers };
}

function algorithmOf(call: AwsCall): ChecksumAlgorithm | undefined {
  const announced = call.header("x-amz-trailer")?.toLowerCase() ?? "";
  const asked = call.header("x-amz-sdk-checksum-algorithm")?.toLowerCase();
  return checksumAlgorithms.find(
    (one) =>
      call.header(`x-amz-checksum-${one}`) !== undefined ||
      announced.split(",").some((name) => name.trim() === `x-amz-checksum-${one}`) ||
      asked === one,
  );
}
