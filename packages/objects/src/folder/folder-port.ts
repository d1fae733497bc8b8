import type { EpochMs } from "@landbridge/model";
import type {
  GetOptions,
  ObjectAddress,
  ObjectHead,
  ObjectPage,
  ObjectQuery,
  ObjectStore,
  OpenedObject,
} from "../port.ts";

/** What a folder offers besides, for whoever speaks S3's protocol in front of it. */
export interface FolderStore extends ObjectStore {
  get(address: ObjectAddress, options?: RangeOptions): Promise<OpenedObject & ObjectHeaders>;
  head(address: ObjectAddress): Promise<ObjectHead & ObjectHeaders>;
  /** PreconditionFailed; NoSuchKey for `ifMatch` where there is none. */
  put(
    address: ObjectAddress,
    body: Uint8Array | AsyncIterable<Uint8Array>,
    options?: PutOptions,
  ): Promise<ObjectHead>;
  list(query: ObjectQuery & { readonly delimiter?: string }): Promise<FolderPage>;
  /** PreconditionFailed where `ifMatch` is given and the object is another one, or none; "*" stands for any. */
  delete(address: ObjectAddress, options?: Pick<Conditions, "ifMatch">): Promise<void>;
  readonly buckets: Buckets;
  readonly uploads: Uploads;
}

export interface ObjectHeaders {
  /** As they were given with the object: "content-type", "x-amz-meta-…". Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface RangeOptions extends GetOptions {
  /** Of the body, from `fromByte` on. Default: to the end. */
  readonly lengthBytes?: number;
}

export interface Conditions {
  readonly ifMatch?: string;
  /** Only where there is no such object. */
  readonly ifAbsent?: boolean;
}

export interface PutOptions extends Conditions {
  /** Called when the whole body is there, as some come behind it. */
  readonly headers?: () => Readonly<Record<string, string>>;
}

export interface FolderPage extends ObjectPage {
  /** Of keys that have the delimiter behind the prefix: up to it and including it, once. */
  readonly commonPrefixes: readonly string[];
}

export interface Buckets {
  /** False: it is there already. */
  create(bucket: string): Promise<boolean>;
  /** NoSuchBucket, BucketNotEmpty. */
  delete(bucket: string): Promise<void>;
  /** NoSuchBucket. */
  head(bucket: string): Promise<void>;
  list(): Promise<readonly { readonly name: string; readonly createdAt: EpochMs }[]>;
}

export interface UploadPart {
  readonly partNumber: number;
  readonly etag: string;
}

export interface StoredPart extends UploadPart {
  readonly sizeBytes: number;
  readonly modifiedAt: EpochMs;
  readonly headers: Readonly<Record<string, string>>;
}

export interface OpenUpload {
  readonly uploadId: string;
  readonly key: string;
  readonly startedAt: EpochMs;
}

/** Multipart uploads: parts grow beside the buckets, survive a restart, and become an object at once. NoSuchUpload. */
export interface Uploads {
  /** TooManyUploads. */
  create(address: ObjectAddress, headers: Readonly<Record<string, string>>): Promise<string>;
  putPart(
    upload: ObjectAddress & { readonly uploadId: string },
    partNumber: number,
    body: AsyncIterable<Uint8Array>,
    headers?: () => Readonly<Record<string, string>>,
  ): Promise<StoredPart>;
  /** All of them, by number. */
  parts(upload: ObjectAddress & { readonly uploadId: string }): Promise<readonly StoredPart[]>;
  /** InvalidPart, InvalidPartOrder, EntityTooSmall, PreconditionFailed. */
  complete(
    upload: ObjectAddress & { readonly uploadId: string },
    parts: readonly UploadPart[],
    options?: Conditions & { readonly headers?: Readonly<Record<string, string>> },
  ): Promise<ObjectHead>;
  abort(upload: ObjectAddress & { readonly uploadId: string }): Promise<void>;
  list(bucket: string): Promise<readonly OpenUpload[]>;
}
