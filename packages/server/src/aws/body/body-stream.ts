import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { brokenOff } from "../dispatch/read-body.ts";
import { AwsError } from "../errors/aws-error.ts";
import type { BodyStream } from "../service.ts";
import type { PayloadKind } from "../sigv4/payload-kind.ts";
import { refuse } from "../sigv4/refused.ts";
import type { HeaderValues } from "../sigv4/signed-request.ts";
import type { JudgedClaim, Proof } from "../sigv4/verify.ts";
import { decodeChunks } from "./decode-chunks.ts";

/** The body of a request whose head is proved, checked against what the head says of it as it is read. */
export function bodyStream(
  raw: IncomingMessage,
  values: HeaderValues,
  { claim, payload }: JudgedClaim,
  proof: Proof,
): BodyStream {
  const trailer = new Map<string, string>();
  // An iteration that ends early must leave the socket for the answer.
  const source = (): AsyncIterator<Uint8Array> => {
    const chunks = raw.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]();
    return {
      next: () =>
        chunks.next().catch(() => {
          throw brokenOff();
        }) as Promise<IteratorResult<Uint8Array>>,
    };
  };
  const size = sizeOf(values, payload);
  const bytes = (): AsyncIterable<Uint8Array> => {
    switch (payload.kind) {
      case "chunks":
        return decodeChunks({
          source: source(),
          hasTrailer: payload.hasTrailer,
          proof: payload.isSigned ? proof : undefined,
          accessKeyId: claim.accessKeyId,
          trailer,
        });
      case "declared":
        return hashed(over(source()), payload.sha256);
      case "unsigned":
      case "whole":
        return over(source());
    }
  };
  return {
    trailer,
    ...(size !== undefined && { sizeBytes: size }),
    bytes: { [Symbol.asyncIterator]: () => counted(bytes(), size)[Symbol.asyncIterator]() },
  };
}

function sizeOf(values: HeaderValues, payload: PayloadKind): number | undefined {
  const name = payload.kind === "chunks" ? "x-amz-decoded-content-length" : "content-length";
  const text = values.get(name)?.[0]?.trim();
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text))
    throw new AwsError("InvalidArgument", `The header ${name} must be a whole number.`);
  return Number(text);
}

async function* over(source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await source.next();
    if (done === true) return;
    yield value;
  }
}

async function* hashed(source: AsyncIterable<Uint8Array>, signed: string): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const bytes of source) {
    hash.update(bytes);
    yield bytes;
  }
  const computed = hash.digest("hex");
  if (computed !== signed) refuse({ kind: "body-mismatch", signed, computed });
}

async function* counted(
  source: AsyncIterable<Uint8Array>,
  sizeBytes: number | undefined,
): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const bytes of source) {
    count += bytes.length;
    yield bytes;
  }
  if (sizeBytes !== undefined && count !== sizeBytes)
    throw new AwsError(
      "IncompleteBody",
      "You did not provide the number of bytes specified by the Content-Length HTTP header.",
    );
}
