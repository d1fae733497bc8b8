import { LandbridgeError } from "@landbridge/model";
import { createRoutedStore, createS3Store, type ObjectStore, type S3StoreOptions } from "@landbridge/objects";

// Where the buckets of workflows are: a folder of the data folder, but for those that are said to be in S3.

export interface ObjectSettings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where there is no AWS_REGION. */
  readonly region: string;
}

export interface OpenedObjects {
  readonly objects: ObjectStore;
  close(): Promise<void>;
}

/** The only place that chooses an object store. Rejects settings that cannot be meant, before anything runs. */
export function openObjects(folder: ObjectStore, { environment, region }: ObjectSettings): OpenedObjects {
  const isInS3 = bucketsOf(environment["LANDBRIDGE_S3_BUCKETS"]);
  if (isInS3 === undefined) return { objects: folder, close: () => Promise.resolve() };
  const s3 = createS3Store(s3Options(environment, region));
  return {
    objects: createRoutedStore((bucket) => (isInS3(bucket) ? s3 : folder)),
    close: () => s3.close(),
  };
}

/** Names, each perhaps with a `*` at its end. `undefined`: no bucket is in S3. */
function bucketsOf(text: string | undefined): ((bucket: string) => boolean) | undefined {
  const names = (text ?? "").split(",").map((name) => name.trim());
  const given = names.filter((name) => name !== "");
  if (given.length === 0) return undefined;
  for (const name of given) {
    if (/^(\*|[a-z0-9][a-z0-9.-]{0,62}\*?)$/.test(name)) continue;
    throw wrong(
      `LANDBRIDGE_S3_BUCKETS names "${name.slice(0, 100)}", which is no bucket; give names, a * may end one`,
    );
  }
  return (bucket) =>
    given.some((name) => (name.endsWith("*") ? bucket.startsWith(name.slice(0, -1)) : bucket === name));
}

function s3Options(environment: ObjectSettings["environment"], home: string): S3StoreOptions {
  const endpoint = environment["LANDBRIDGE_S3_ENDPOINT"];
  if (endpoint !== undefined && !/^https?:\/\/[^\s/]+\/?$/.test(endpoint)) {
    // Not repeated: somebody may have written a password into it.
    throw wrong("LANDBRIDGE_S3_ENDPOINT must be http(s)://HOST[:PORT]");
  }
  const [accessKeyId, secretAccessKey, sessionToken] = [
    environment["AWS_ACCESS_KEY_ID"],
    environment["AWS_SECRET_ACCESS_KEY"],
    environment["AWS_SESSION_TOKEN"],
  ];
  const hasKeys = accessKeyId !== undefined && secretAccessKey !== undefined;
  return {
    region: environment["LANDBRIDGE_S3_REGION"] ?? environment["AWS_REGION"] ?? home,
    ...(endpoint !== undefined && { endpoint }),
    // Without: what AWS's SDK finds by itself, a profile or the machine's own role.
    ...(hasKeys && {
      credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
    }),
  };
}

function wrong(message: string): LandbridgeError {
  return new LandbridgeError("SETTINGS_INVALID", message);
}
