import type { Action } from "@landbridge/api";
import { demand } from "../../auth/permissions.ts";
import { AwsError } from "../errors/aws-error.ts";
import type { AwsAnswer, AwsCall, AwsService } from "../service.ts";
import { addressOf, noVersions } from "./address.ts";
import {
  createBucket,
  deleteBucket,
  getBucketLocation,
  getBucketVersioning,
  headBucket,
  listBuckets,
} from "./buckets.ts";
import { deleteObject, deleteObjects } from "./delete-objects.ts";
import { getObject, headObject } from "./get-object.ts";
import { withHoisted } from "./hoisted.ts";
import { listObjectsV1, listObjectsV2 } from "./list-objects.ts";
import {
  abortUpload,
  completeUpload,
  createUpload,
  listParts,
  listUploads,
  uploadPart,
  uploadPartCopy,
} from "./multipart.ts";
import type { S3Operation, S3Parts } from "./operation.ts";
import { copyObject, putObject } from "./put-object.ts";
import { toS3Error } from "./s3-error.ts";

// S3's REST protocol in front of a folder of objects: as much of it as programs use that keep data there.

export function s3Service(parts: S3Parts): AwsService {
  return {
    name: "s3",
    protocol: { kind: "s3" },
    body: { kind: "stream" },
    async answer(call) {
      try {
        return await answer(parts, withHoisted(call));
      } catch (error) {
        throw toS3Error(error);
      }
    },
  };
}

async function answer(parts: S3Parts, call: AwsCall): Promise<AwsAnswer> {
  const address = addressOf(call);
  const chosen = address.kind === "service" ? serviceOperation(call) : choose(call, address.kind);
  call.life.name(`aws:s3:${chosen.name}`);
  demand(call.caller.key, chosen.action);
  const { bucket, key } = { bucket: "", key: "", ...address };
  return chosen.run({ ...parts, call, bucket, key });
}

interface Chosen {
  readonly name: string;
  readonly action: Action;
  readonly run: S3Operation;
}

function serviceOperation({ method }: AwsCall): Chosen {
  if (method !== "GET") throw notAllowed(method);
  return { name: "ListBuckets", action: "objects:read", run: listBuckets };
}

const reads = (name: string, run: S3Operation): Chosen => ({ name, action: "objects:read", run });
const writes = (name: string, run: S3Operation): Chosen => ({ name, action: "objects:write", run });

/** By method, then by what in the query names something below a bucket or an object. "": nothing does. */
const table: Readonly<
  Record<"bucket" | "object", Readonly<Record<string, Readonly<Record<string, Chosen>>>>>
> = {
  bucket: {
    GET: {
      "": reads("ListObjects", listObjectsV1),
      "list-type": reads("ListObjectsV2", listObjectsV2),
      location: reads("GetBucketLocation", getBucketLocation),
      versioning: reads("GetBucketVersioning", getBucketVersioning),
      uploads: reads("ListMultipartUploads", listUploads),
    },
    HEAD: { "": reads("HeadBucket", headBucket) },
    PUT: { "": writes("CreateBucket", createBucket) },
    DELETE: { "": writes("DeleteBucket", deleteBucket) },
    POST: { delete: writes("DeleteObjects", deleteObjects) },
  },
  object: {
    GET: { "": reads("GetObject", getObject), uploadId: reads("ListParts", listParts) },
    HEAD: { "": reads("HeadObject", headObject) },
    PUT: {
      "": writes("PutObject", putObject),
      copy: writes("CopyObject", copyObject),
      uploadId: writes("UploadPart", uploadPart),
      "uploadId copy": writes("UploadPartCopy", uploadPartCopy),
    },
    POST: {
      uploads: writes("CreateMultipartUpload", createUpload),
      uploadId: writes("CompleteMultipartUpload", completeUpload),
    },
    DELETE: {
      "": writes("DeleteObject", deleteObject),
      uploadId: writes("AbortMultipartUpload", abortUpload),
    },
  },
};

/** Parameters that say something of the operation and are none of their own. */
const ordinary: ReadonlySet<string> = new Set([
  ...["x-id", "versionId", "partNumber", "prefix", "delimiter", "max-keys", "marker", "encoding-type"],
  ...["continuation-token", "start-after", "fetch-owner", "key-marker", "upload-id-marker", "max-uploads"],
  ...["max-parts", "part-number-marker"],
]);

function choose(call: AwsCall, kind: "bucket" | "object"): Chosen {
  const { method, query } = call;
  const byName = table[kind][method];
  if (byName === undefined) throw notAllowed(method);
  const version = query.get("versionId");
  if (version !== null && version !== "null") throw noVersions();
  const named = [...query.keys()].filter(
    (name) => !ordinary.has(name) && !/^x-amz-/i.test(name) && !name.startsWith("response-"),
  );
  const isCopy = method === "PUT" && kind === "object" && call.header("x-amz-copy-source") !== undefined;
  const chosen = byName[[...named, ...(isCopy ? ["copy"] : [])].join(" ")];
  const isPartOf = query.has("partNumber") && method !== "PUT";
  if (chosen !== undefined && !isPartOf) return chosen;
  throw new AwsError(
    "NotImplemented",
    `A parameter you provided implies functionality that is not implemented: ${(isPartOf ? ["partNumber"] : named).join(", ").slice(0, 100)}`,
    { status: 501 },
  );
}

function notAllowed(method: string): AwsError {
  return new AwsError("MethodNotAllowed", "The specified method is not allowed against this resource.", {
    status: 405,
    members: { Method: method },
  });
}
