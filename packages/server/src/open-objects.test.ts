import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { openFolderStore, readWhole } from "@landbridge/objects";
import { startAws } from "../test/aws-server.ts";
import { s3Service } from "./aws/s3/s3-service.ts";
import { openObjects } from "./open-objects.ts";

async function folder(context: TestContext) {
  const root = mkdtempSync(join(tmpdir(), "objects-"));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  return openFolderStore(root);
}

test("the buckets that are named are in S3, over its wire, and all others in the folder", async (context) => {
  const away = await folder(context);
  await away.buckets.create("landing-eu");
  const { clientOptions } = await startAws(context, [
    s3Service({ objects: away, region: "us-east-1", owner: "000000000000" }),
  ]);
  const { endpoint, credentials } = clientOptions;
  const own = await folder(context);
  await own.buckets.create("results");
  const opened = openObjects(own, {
    region: "us-east-1",
    environment: {
      LANDBRIDGE_S3_BUCKETS: "archive, landing-*",
      LANDBRIDGE_S3_ENDPOINT: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
  });
  const { objects } = opened;
  context.after(() => opened.close());
  const [there, here] = [
    { bucket: "landing-eu", key: "a/items.csv" },
    { bucket: "results", key: "a/items.csv" },
  ];
  await objects.put(there, Buffer.from("there"));
  await objects.put(here, Buffer.from("here"));
  assert.equal(Buffer.from(await readWhole(away, there, 99)).toString(), "there");
  assert.equal(Buffer.from(await readWhole(own, here, 99)).toString(), "here");
  assert.equal(Buffer.from(await readWhole(objects, there, 99)).toString(), "there");
  const listed = await objects.list({ bucket: "landing-eu", prefix: "a/" });
  assert.deepEqual(
    listed.objects.map(({ key }) => key),
    ["a/items.csv"],
  );
  assert.equal((await objects.head(there)).sizeBytes, 5);
  await objects.delete(there);
  await assert.rejects(objects.get(there), /key does not exist/);
});

test("without a word of S3 there is the folder, and what cannot be meant is refused", async (context) => {
  const own = await folder(context);
  const at = (environment: Record<string, string>) => () => openObjects(own, { region: "r", environment });
  assert.equal(at({})().objects, own);
  assert.equal(at({ LANDBRIDGE_S3_BUCKETS: " , " })().objects, own);
  assert.throws(at({ LANDBRIDGE_S3_BUCKETS: "Not A Bucket" }), /names "Not A Bucket"/);
  const endpoint = "https://user:word@host/path";
  assert.throws(
    at({ LANDBRIDGE_S3_BUCKETS: "*", LANDBRIDGE_S3_ENDPOINT: endpoint }),
    (error: Error) => /must be http/.test(error.message) && !error.message.includes("word"),
  );
});
