import type { S3Client } from "@aws-sdk/client-s3";
import { epochMs } from "@landbridge/model";
import { objectError } from "../errors.ts";
import { objectLimits } from "../limits.ts";
import type {
  GetOptions,
  ObjectAddress,
  ObjectHead,
  ObjectPage,
  ObjectQuery,
  ObjectStore,
  OpenedObject,
} from "../port.ts";
import { s3Error } from "./s3-error.ts";
import { upload } from "./upload.ts";

export interface S3StoreOptions {
  readonly region: string;
  /** AWS_ENDPOINT_URL_S3, for another S3 than AWS's own; its buckets are then named in the path. */
  readonly endpoint?: string;
  /** Default: the SDK's own chain (environment, profile, container, instance). */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** AWS's SDK is loaded with the first call: whoever keeps objects in a folder does not pay for it. */
export function createS3Store(options: S3StoreOptions): ObjectStore {
  let connected: Promise<Connection> | undefined;
  const connect = (): Promise<Connection> => (connected ??= connectTo(options));
  return {
    get: async (address, more) => getObject(await connect(), address, more ?? {}),
    head: async (address) => headObject(await connect(), address),
    put: async (address, body) => {
      const { sdk, client } = await connect();
      return upload(sdk, client, address, body);
    },
    list: async (query) => listObjects(await connect(), query),
    delete: async (address) => deleteObject(await connect(), address),
    close: async () => (await connected)?.client.destroy(),
  };
}

export type S3Sdk = typeof import("@aws-sdk/client-s3");

interface Connection {
  readonly sdk: S3Sdk;
  readonly client: S3Client;
}

async function connectTo({ region, endpoint, credentials }: S3StoreOptions): Promise<Connection> {
  const sdk = await import("@aws-sdk/client-s3");
  const client = new sdk.S3Client({
    region,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(credentials !== undefined && { credentials }),
    // Other S3s do not know the newer checksums; where S3 asks for one it is still sent.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  return { sdk, client };
}

async function getObject(
  { sdk, client }: Connection,
  address: ObjectAddress,
  options: GetOptions,
): Promise<OpenedObject> {
  const { fromByte = 0, ifMatch } = options;
  try {
    const answer = await client.send(
      new sdk.GetObjectCommand({
        ...addressed(address),
        ...(fromByte > 0 && { Range: `bytes=${fromByte}-` }),
        ...(ifMatch !== undefined && { IfMatch: ifMatch }),
      }),
    );
    const total = answer.ContentRange?.split("/")[1];
    const head = headOf({
      ...answer,
      ContentLength: total === undefined ? answer.ContentLength : Number(total),
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- under Node the SDK's body is a Readable
    return { ...head, body: chunksOf(answer.Body as AsyncIterable<Uint8Array> | undefined, address) };
  } catch (error) {
    // S3 has no empty ranges: to begin at the end is an error there, and an empty body here.
    if (isRangePastEnd(error)) return { ...(await headObject({ sdk, client }, address)), body: nothing() };
    throw s3Error(error, address);
  }
}

function isRangePastEnd(error: unknown): boolean {
  return error instanceof Error && error.name === "InvalidRange";
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function* chunksOf(
  body: AsyncIterable<Uint8Array> | undefined,
  address: ObjectAddress,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? nothing();
  } catch (error) {
    throw s3Error(error, address);
  }
}

async function headObject({ sdk, client }: Connection, address: ObjectAddress): Promise<ObjectHead> {
  try {
    return headOf(await client.send(new sdk.HeadObjectCommand(addressed(address))));
  } catch (error) {
    throw s3Error(error, address);
  }
}

async function listObjects({ sdk, client }: Connection, query: ObjectQuery): Promise<ObjectPage> {
  const { bucket, prefix, after, startAfter, limit = objectLimits.pageObjectsMax } = query;
  try {
    const answer = await client.send(
      new sdk.ListObjectsV2Command({
        Bucket: bucket,
        MaxKeys: limit,
        ...(prefix !== undefined && { Prefix: prefix }),
        ...(after !== undefined && { ContinuationToken: after }),
        ...(startAfter !== undefined && { StartAfter: startAfter }),
      }),
    );
    const objects = (answer.Contents ?? []).flatMap(({ Key, Size, ETag, LastModified }) =>
      Key === undefined ? [] : [{ key: Key, ...headOf({ ContentLength: Size, ETag, LastModified }) }],
    );
    return {
      objects,
      ...(answer.NextContinuationToken !== undefined && { next: answer.NextContinuationToken }),
    };
  } catch (error) {
    throw s3Error(error, { bucket, key: prefix ?? "" });
  }
}

async function deleteObject({ sdk, client }: Connection, address: ObjectAddress): Promise<void> {
  try {
    await client.send(new sdk.DeleteObjectCommand(addressed(address)));
  } catch (error) {
    throw s3Error(error, address);
  }
}

function addressed({ bucket, key, versionId }: ObjectAddress): {
  Bucket: string;
  Key: string;
  VersionId?: string;
} {
  if (key === "") throw objectError("InvalidKey", "it is empty");
  return { Bucket: bucket, Key: key, ...(versionId !== undefined && { VersionId: versionId }) };
}

function headOf(answer: {
  readonly ContentLength?: number | undefined;
  readonly ETag?: string | undefined;
  readonly LastModified?: Date | undefined;
}): ObjectHead {
  return {
    sizeBytes: answer.ContentLength ?? 0,
    etag: answer.ETag ?? "",
    modifiedAt: epochMs(answer.LastModified?.getTime() ?? 0),
  };
}
