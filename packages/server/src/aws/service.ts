import type { Readable } from "node:stream";
import type { Key } from "../auth/key-row.ts";
import type { RequestLife } from "../http/dialect.ts";
import type { AwsProtocol } from "./errors/protocol.ts";
import type { HeaderValues } from "./sigv4/signed-request.ts";

/**
 * One of AWS's services on the port. The signature is checked before `answer` is called; what the caller may
 * do is for the service to ask (`demand` of auth/permissions.ts), as is everything else of the protocol.
 * What it throws becomes an answer in the words of its protocol: `AwsError` as it is, the rest translated.
 */
export interface AwsService {
  /** As it stands in a signature's scope: "states", "s3". */
  readonly name: string;
  /** How errors are written; CloudWatch speaks three, so it may depend on the request. */
  readonly protocol: AwsProtocol | ((headers: HeaderValues) => AwsProtocol);
  /** Of `x-amz-target` up to its dot, which tells the service where nothing is signed. */
  readonly targetPrefixes?: readonly string[];
  /** Of requests that are not signed, whose path tells that they are for this service. */
  readonly paths?: RegExp;
  /** "stream": the service reads the body itself, of any size. */
  readonly body: { readonly kind: "whole"; readonly bytesMax: number } | { readonly kind: "stream" };
  /** It has no regions: what is signed for us-east-1 is taken as well. */
  readonly isGlobal?: boolean;
  answer(call: AwsCall): Promise<AwsAnswer>;
}

export interface AwsCall {
  readonly method: string;
  /** As sent, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: HeaderValues;
  /** The first value of a header, trimmed; undefined without one. */
  readonly header: (name: string) => string | undefined;
  /** Whole and proved to be what was signed; empty where the service takes a stream. */
  readonly body: Uint8Array;
  /** Where the service takes a stream. It fails, at its end at the latest, when it is not what was signed. */
  readonly stream?: BodyStream;
  readonly caller: AwsCaller;
  readonly region: string;
  readonly requestId: string;
  /** Aborted when the client has gone or the server closes. */
  readonly signal: () => AbortSignal;
  /** The answer may take long: its connection is not cut off for being silent meanwhile. */
  readonly unhurried: () => void;
  /** For the metrics; `letGo` makes a call that waits for work no longer count as under way. */
  readonly life: RequestLife;
}

export interface AwsCaller {
  /** Grants among them; of a session, what it was made with. */
  readonly key: Key;
  readonly accessKeyId: string;
  /** For audit records and idempotency. */
  readonly principal: string;
}

export interface BodyStream {
  /** Absent: the client did not say. Of the object, not of how it is sent. */
  readonly sizeBytes?: number;
  /** To be iterated once. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What came behind the last chunk; known once `bytes` has ended. */
  readonly trailer: ReadonlyMap<string, string>;
}

export interface AwsAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}
