import { createGunzip } from "node:zlib";
import { isJsonArray, isJsonObject, type Json, type JsonObject, parseJson } from "@landbridge/model";
import { itemReaderFailed } from "../errors.ts";
import { objectLimits } from "../limits.ts";
import type { ObjectAddress, ObjectStore } from "../port.ts";
import { readWhole } from "../read-whole.ts";
import { unpacked } from "./compressed.ts";
import { type CsvOptions, csvItems } from "./csv.ts";
import { numberAt, type Position, type ReadItem } from "./item.ts";

/** An S3 inventory: its manifest names compressed CSV files without headers, whose rows are the items. */
export async function* inventoryItems(
  store: ObjectStore,
  address: ObjectAddress,
  from: Position | undefined,
): AsyncGenerator<ReadItem> {
  const { bucket, keys, headers } = await readManifest(store, address);
  const first = from === undefined ? 0 : numberAt(from, "file");
  const csv: CsvOptions = { headers, delimiter: "COMMA" };
  for (let file = first; file < keys.length; file += 1) {
    const source = unpacked(store, { bucket, key: keys[file] ?? "" }, createGunzip);
    const inner = file === first && from !== undefined ? innerOf(from) : undefined;
    for await (const { value, position } of csvItems(source, csv, inner)) {
      yield { value, position: { file, inner: position } };
    }
  }
}

function innerOf(from: Position): Position | undefined {
  const inner = from["inner"];
  return isJsonObject(inner) ? inner : undefined;
}

/** Source: Amazon S3, "Locating your inventory list", "Inventory manifest". */
async function readManifest(
  store: ObjectStore,
  address: ObjectAddress,
): Promise<{
  readonly bucket: string;
  readonly keys: readonly string[];
  readonly headers: readonly string[];
}> {
  const name = `s3://${address.bucket}/${address.key}`;
  const manifest = parseJson(
    Buffer.from(await readWhole(store, address, objectLimits.manifestBytesMax)).toString(),
  );
  if (!isJsonObject(manifest)) throw itemReaderFailed(`The manifest ${name} is not a JSON object.`);
  const format = manifest["fileFormat"];
  if (format !== "CSV")
    throw itemReaderFailed(`The inventory of ${name} has the format ${JSON.stringify(format)}; CSV is read.`);
  return {
    bucket: text(manifest, "destinationBucket", name).replace(/^arn:aws[\w-]*:s3:::/, ""),
    keys: filesOf(manifest["files"], name),
    headers: text(manifest, "fileSchema", name)
      .split(",")
      .map((column) => column.trim()),
  };
}

function text(manifest: JsonObject, member: string, name: string): string {
  const value = manifest[member];
  if (typeof value === "string") return value;
  throw itemReaderFailed(`The manifest ${name} has no ${member}.`);
}

function filesOf(files: Json | undefined, name: string): readonly string[] {
  if (!isJsonArray(files)) throw itemReaderFailed(`The manifest ${name} has no files.`);
  return files.map((file) => {
    const key = isJsonObject(file) ? file["key"] : undefined;
    if (typeof key === "string") return key;
    throw itemReaderFailed(`A file in the manifest ${name} has no key.`);
  });
}
