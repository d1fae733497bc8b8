import assert from "node:assert/strict";
import { join } from "node:path";
import { suite, test } from "node:test";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { RunBody } from "@landbridge/api";
import { howToGetPostgres, isPostgresMissing } from "@landbridge/store-postgres/private-server";
import { until } from "../../test/crash/bench.ts";
import { jobOf, projectOf } from "../../test/crash/projects.ts";
import { makeNodeBench } from "../../test/nodes/node-bench.ts";
import { createLog } from "../http/log.ts";
import { examine } from "../operations/examine.ts";

const bounds = { timeout: 120_000 };

suite("what nodes of one store share", { skip: isPostgresMissing() && howToGetPostgres }, () => {
  test(
    "is asked for at the start; then a key pair, an object and a secret of one are good at another",
    bounds,
    async (t) => {
      const bench = await makeNodeBench(t, "a");
      const objectsFolder = join(bench.folder, "shared");
      const printing = jobOf("reveal", `test "$TOKEN" = planted`, {
        environment: { TOKEN: "${secret:store:token}" },
      });
      const options = { objectsFolder, project: projectOf({ jobs: [printing] }) };
      const a = await bench.start("a", options);
      const masterKeyFile = join(bench.dataFolderOf("a"), "master.key");
      await assert.rejects(
        bench.start("b", { ...options, keys: {} }),
        /MASTER_KEY_MISSING.*LANDBRIDGE_MASTER_KEY_FILE/,
      );
      await assert.rejects(
        bench.start("b", { ...options, keys: { masterKeyFile } }),
        /SECRETS_KEY_MISSING.*LANDBRIDGE_SECRETS_KEY_FILE/,
      );
      await assert.rejects(bench.start("b"), /OBJECTS_NOT_SHARED.*--objects/);
      const b = await bench.start("b", options);
      const [dataFolder, storeUrl] = [bench.dataFolderOf("b"), bench.database.url()];
      assert.deepEqual(await objectFindings(storeUrl, dataFolder, objectsFolder), []);
      const [finding] = await objectFindings(storeUrl, dataFolder, "");
      assert.match(finding?.message ?? "", /none was named here/);

      const made = await a.client.post<{ readonly accessKeyId: string; readonly secretAccessKey: string }>(
        "/v1/keys",
        { name: "s3", scopes: ["admin"], aws: true },
      );
      assert.equal(made.status, 201, JSON.stringify(made.body));
      const { accessKeyId, secretAccessKey } = made.body;
      const clientAt = (endpoint: string): S3Client => {
        const credentials = { accessKeyId, secretAccessKey };
        const client = new S3Client({ endpoint, region: "us-east-1", credentials, forcePathStyle: true });
        t.after(() => client.destroy());
        return client;
      };
      await clientAt(a.url).send(new CreateBucketCommand({ Bucket: "landing" }));
      const address = { Bucket: "landing", Key: "in/items.csv" };
      await clientAt(a.url).send(new PutObjectCommand({ ...address, Body: "one,two" }));
      const read = await clientAt(b.url).send(new GetObjectCommand(address));
      assert.equal(await read.Body?.transformToString(), "one,two");

      const put = await a.client.call("/v1/secrets/token", { method: "PUT", body: { value: "planted" } });
      assert.ok(put.status < 300, JSON.stringify(put.body));
      const launched = await b.client.post<RunBody>("/v1/jobs/reveal/runs", {});
      const run = await until(
        () => b.client.get<RunBody>(`/v1/runs/${launched.body.id}`),
        ({ status }) => status === "SUCCEEDED" || status === "FAILED",
      );
      assert.equal(run.status, "SUCCEEDED", JSON.stringify(run));
    },
  );
});

async function objectFindings(storeUrl: string, dataFolder: string, objects: string) {
  const log = createLog({ level: "silent" });
  const environment = { LANDBRIDGE_OBJECTS: objects };
  const { findings } = await examine({ dataFolder, storeUrl, environment, log });
  return findings.filter(({ where }) => where === "objects");
}
