import type { StoreImage } from "@landbridge/store";
import { objectsMistake } from "../nodes/shared-objects.ts";
import type { StoreOptions } from "../open-store.ts";
import type { Finding } from "./finding.ts";

/** What all nodes of a shared store must have in common, as this host would have it. */
export async function checkNode(
  image: Pick<StoreImage, "get">,
  { storeUrl, environment }: StoreOptions,
): Promise<readonly Finding[]> {
  if (storeUrl === undefined || environment["LANDBRIDGE_S3_BUCKETS"] === "*") return [];
  const folder = environment["LANDBRIDGE_OBJECTS"];
  const message = await objectsMistake(image, folder === "" ? undefined : folder);
  if (message === undefined) return [];
  const advice =
    "name one folder that all nodes see in LANDBRIDGE_OBJECTS (or --objects of `up`), or keep all buckets in S3";
  return [{ severity: "warning", where: "objects", message, advice }];
}
