import type { FolderStore } from "@landbridge/objects";
import type { AwsAnswer, AwsCall } from "../service.ts";

export interface S3Parts {
  readonly objects: FolderStore;
  readonly region: string;
  /** Of the owner that listings name: the account. */
  readonly owner: string;
}

/** One request of S3 whose address has been read. */
export interface S3Request extends S3Parts {
  readonly call: AwsCall;
  readonly bucket: string;
  /** "" for a request about a bucket. */
  readonly key: string;
}

export type S3Operation = (request: S3Request) => Promise<AwsAnswer>;
