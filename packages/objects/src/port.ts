import type { EpochMs } from "@landbridge/model";

// The object store port: what a folder and S3 offer alike, in S3's words.
//
// O1. `put` is atomic and durable: once it resolves the object is there whole, over a power loss too; until
//     then, and if it rejects, whoever reads sees what was there before.
// O2. `get` reads one object as it was opened, though it is replaced meanwhile.
// O3. `list` gives keys in the order of their UTF-8 bytes, and a page's `next` leads on after its last key
//     whatever was put or deleted since.
// O4. Whatever goes wrong is an error of the catalogue (errors.ts).

export interface ObjectAddress {
  readonly bucket: string;
  /** 1 to 1,024 UTF-8 bytes. */
  readonly key: string;
  readonly versionId?: string;
}

export interface ObjectHead {
  readonly sizeBytes: number;
  /** With its quotes, as S3 writes it; changes whenever the content does. */
  readonly etag: string;
  readonly modifiedAt: EpochMs;
}

export interface OpenedObject extends ObjectHead {
  /** To be iterated once, which also closes it; of what follows `fromByte`. */
  readonly body: AsyncIterable<Uint8Array>;
}

export interface GetOptions {
  /** Default: 0. At the end or past it the body is empty. */
  readonly fromByte?: number;
  /** PreconditionFailed unless this is the object's etag still. */
  readonly ifMatch?: string;
}

export interface ListedObject extends ObjectHead {
  readonly key: string;
}

export interface ObjectPage {
  readonly objects: readonly ListedObject[];
  /** Absent: this was the last page. */
  readonly next?: string;
}

export interface ObjectQuery {
  readonly bucket: string;
  readonly prefix?: string;
  /** `next` of the page before. */
  readonly after?: string;
  /** Only keys past this one. */
  readonly startAfter?: string;
  /** 1 to 1,000; default 1,000. */
  readonly limit?: number;
}

export interface ObjectStore {
  /** NoSuchBucket, NoSuchKey, AccessDenied, PreconditionFailed. */
  get(address: ObjectAddress, options?: GetOptions): Promise<OpenedObject>;
  head(address: ObjectAddress): Promise<ObjectHead>;
  /** A stream is written in parts, never held whole. */
  put(address: ObjectAddress, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<ObjectHead>;
  list(query: ObjectQuery): Promise<ObjectPage>;
  /** Harmless where there is no such key. */
  delete(address: ObjectAddress): Promise<void>;
  close(): Promise<void>;
}
