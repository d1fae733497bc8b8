import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { createFolderStore } from "@landbridge/objects";
import fc from "fast-check";
import { type AwsTestServer, startAws } from "../../test/aws-server.ts";
import { fakeMasterKey } from "../../test/fake-master-key.ts";
import { memoryStore } from "../../test/memory-store.ts";
import { systemClock } from "../system.ts";
import { cloudWatchService } from "./cloudwatch/cloudwatch-service.ts";
import { createMetricStore } from "./cloudwatch/metric-store.ts";
import { lambdaService } from "./lambda/lambda-service.ts";
import { createLogTails } from "./lambda/log-tails.ts";
import { s3Service } from "./s3/s3-service.ts";
import { createParameterStore } from "./ssm/parameter-store.ts";
import { ssmService } from "./ssm/ssm-service.ts";
import { stsService } from "./sts/sts-service.ts";

// Whatever comes, signed or not: an answer of AWS's form, never a 5xx but S3's own "not implemented", nothing in
// the log, and nothing beside the buckets.

const home = { partition: "aws", region: "us-east-1", account: "000000000000" } as const;

async function start(context: TestContext): Promise<AwsTestServer & { readonly root: string }> {
  const root = mkdtempSync(join(tmpdir(), "aws-fuzz-"));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  const objects = createFolderStore(join(root, "objects"));
  await objects.buckets.create("bucket");
  const held = await memoryStore();
  const server = await startAws(
    context,
    [
      stsService(home),
      s3Service({ objects, region: home.region, owner: home.account }),
      ssmService({ parameters: createParameterStore(held), key: fakeMasterKey, clock: systemClock, home }),
      cloudWatchService({ metrics: createMetricStore(), clock: systemClock }),
      lambdaService({
        functions: { invoke: async () => ({ kind: "not-found" }) },
        later: { has: async () => false, invoke: async () => false },
        logTails: createLogTails(),
        store: held.store,
        home,
      }),
    ],
    { refusedPerSecond: 100_000, refusedBurst: 100_000 },
  );
  return { ...server, root };
}

function send(
  server: AwsTestServer,
  request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Uint8Array;
  },
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const { method, path, headers, body } = request;
    const sent = httpRequest(
      { host: "127.0.0.1", port: server.port, method, path, headers: { ...headers, connection: "close" } },
      (response) => {
        response.setEncoding("latin1");
        let text = "";
        response.on("data", (chunk: string) => (text += chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

function check({ status, text }: { readonly status: number; readonly text: string }): void {
  assert.ok(
    status < 500 || (status === 501 && (text === "" || text.includes("NotImplemented"))),
    `${status} ${text}`,
  );
}

const amzDate = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
const word = fc.string({ unit: "grapheme-ascii", maxLength: 12 });
const header = fc.string({ unit: fc.constantFrom(...Array.from("abz09 =;,/\"'\\%~\xff")), maxLength: 40 });
const service = fc.constantFrom("s3", "ssm", "monitoring", "lambda", "sts", "none", "");
const method = fc.constantFrom("GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS");

test("authorizations of any form are refused, and nothing more happens", async (context) => {
  const server = await start(context);
  const credential = fc.oneof(
    header,
    service.map(
      (name) => `${server.admin.accessKeyId}/${amzDate.slice(0, 8)}/us-east-1/${name}/aws4_request`,
    ),
    fc.tuple(word, word, word, word).map((parts) => parts.map(encodeURIComponent).join("/")),
  );
  const authorization = fc.oneof(
    header,
    fc
      .tuple(credential, header, fc.oneof(header, fc.constant("0".repeat(64))))
      .map(
        ([one, names, signature]) =>
          `AWS4-HMAC-SHA256 Credential=${one}, SignedHeaders=host;${names}, Signature=${signature}`,
      ),
  );
  const token = fc.option(fc.oneof(header, fc.constant(`${fakeMasterKey.keyId}.e30.AAAA`)), {
    nil: undefined,
  });
  const path = fc.webPath().map((one) => (one.startsWith("/") ? one : `/${one}`));
  await fc.assert(
    fc.asyncProperty(method, path, authorization, token, async (verb, at, auth, session) => {
      const answer = await send(server, {
        method: verb,
        path: at,
        headers: {
          authorization: auth,
          "x-amz-date": amzDate,
          ...(session !== undefined && { "x-amz-security-token": session }),
        },
        body: "",
      });
      assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} ${answer.text}`);
    }),
    { numRuns: 300 },
  );
  assert.deepEqual(
    server.lines.filter((line) => /"level":(?:50|60)/.test(line)),
    [],
  );
});

const targets = [
  "GetParameter",
  "GetParameters",
  "GetParametersByPath",
  "PutParameter",
  "DescribeParameters",
];
const jsonBody = fc.oneof(
  fc.json({ maxDepth: 4 }),
  word,
  fc
    .dictionary(
      fc.constantFrom(
        "Name",
        "Value",
        "Type",
        "Path",
        "Names",
        "ParameterFilters",
        "NextToken",
        "Overwrite",
        "MaxResults",
      ),
      fc.jsonValue({ maxDepth: 2 }),
    )
    .map((value) => JSON.stringify(value)),
);
const metricBody = fc
  .record(
    {
      Namespace: fc.jsonValue(),
      MetricData: fc.array(
        fc.dictionary(
          fc.constantFrom(
            "MetricName",
            "Value",
            "Values",
            "Counts",
            "Dimensions",
            "Timestamp",
            "Unit",
            "StatisticValues",
          ),
          fc.jsonValue(),
        ),
      ),
    },
    { requiredKeys: [] },
  )
  .map((value) => JSON.stringify(value));
const cborPath = "/service/GraniteServiceVersion20100801/operation/PutMetricData";
const s3Path = fc
  .tuple(
    fc.constantFrom("bucket", "Bucket", "..", ""),
    fc.array(fc.oneof(word, fc.constantFrom("..", ".", "%00", "%2E%2E", "a", "\u{1F4B6}")), { maxLength: 4 }),
  )
  .map(
    ([bucket, parts]) => `/${bucket}/${parts.map((one) => encodeURIComponent(one.toWellFormed())).join("/")}`,
  );
const s3Query = fc.dictionary(
  fc.constantFrom(
    "uploads",
    "uploadId",
    "partNumber",
    "list-type",
    "prefix",
    "delimiter",
    "max-keys",
    "marker",
    "continuation-token",
    "delete",
    "acl",
    "versionId",
    "response-content-type",
    "encoding-type",
  ),
  word,
  { maxKeys: 3 },
);
const s3Headers = fc.dictionary(
  fc.constantFrom(
    "range",
    "if-match",
    "if-none-match",
    "if-modified-since",
    "content-md5",
    "x-amz-checksum-crc32",
    "x-amz-checksum-sha256",
    "x-amz-copy-source",
    "x-amz-meta-a",
    "x-amz-decoded-content-length",
    "content-encoding",
    "x-amz-trailer",
  ),
  header.map((one) => one.trim().replaceAll("\xff", "")),
  { maxKeys: 3 },
);
const hash = fc.constantFrom(
  "UNSIGNED-PAYLOAD",
  "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
  "0".repeat(64),
);

test("requests that are signed well and make no sense are answered with a 4xx", async (context) => {
  const server = await start(context);
  const answered = async (request: Parameters<AwsTestServer["send"]>[0]): Promise<void> => {
    const response = await server.send(request);
    check({ status: response.status, text: await response.text() });
  };
  const runs = { numRuns: 120 };
  const type = { "content-type": "application/x-amz-json-1.1" };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...targets), jsonBody, (target, body) =>
      answered({ service: "ssm", headers: { ...type, "x-amz-target": `AmazonSSM.${target}` }, body }),
    ),
    runs,
  );
  const json = { "x-amz-target": "GraniteServiceVersion20100801.PutMetricData" };
  await fc.assert(
    fc.asyncProperty(metricBody, (body) => answered({ service: "monitoring", headers: json, body })),
    runs,
  );
  const cbor = { "smithy-protocol": "rpc-v2-cbor" };
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), (body) =>
      answered({ service: "monitoring", headers: cbor, path: cborPath, body }),
    ),
    runs,
  );
  const form = fc.dictionary(
    fc.constantFrom(
      "Action",
      "MetricData.member.1.Value",
      "MetricData.member.x",
      "Namespace",
      "a.b.c",
      "__proto__.x",
      ".",
    ),
    word,
  );
  await fc.assert(
    fc.asyncProperty(form, fc.constantFrom("monitoring", "sts"), (fields, name) =>
      answered({ service: name, body: new URLSearchParams(fields).toString() }),
    ),
    runs,
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("POST", "GET"), word, word, (verb, name, body) =>
      answered({
        service: "lambda",
        method: verb,
        path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
        body,
      }),
    ),
    runs,
  );
});

test("S3 takes any key for a key and any body for a body, and keeps to its buckets", async (context) => {
  const server = await start(context);
  const verbs = fc.constantFrom("GET", "PUT", "POST", "DELETE", "HEAD");
  await fc.assert(
    fc.asyncProperty(
      verbs,
      s3Path,
      s3Query,
      s3Headers,
      hash,
      word,
      async (verb, path, query, headers, sha, body) => {
        const search = new URLSearchParams(query).toString();
        const response = await server.send({
          service: "s3",
          method: verb,
          path: `${path}${search === "" ? "" : `?${search}`}`,
          headers: { ...headers, "x-amz-content-sha256": sha },
          ...(verb === "GET" || verb === "HEAD" ? {} : { body }),
        });
        check({ status: response.status, text: await response.text() });
      },
    ),
    { numRuns: 250 },
  );
  assert.deepEqual(readdirSync(server.root), ["objects"]);
  assert.deepEqual(readdirSync(join(server.root, "objects", ".uploads")), []);
  assert.deepEqual(
    server.lines.filter((line) => /"level":(?:50|60)/.test(line)),
    [],
  );
});

const writes = [
  { service: "s3", method: "PUT", path: "/stolen", headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" } },
  {
    service: "s3",
    method: "PUT",
    path: "/bucket/k",
    headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
    body: "x",
  },
  {
    service: "s3",
    method: "DELETE",
    path: "/bucket",
    headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
  },
  {
    service: "ssm",
    headers: { "x-amz-target": "AmazonSSM.PutParameter" },
    body: '{"Name":"a","Value":"b","Type":"String"}',
  },
  { service: "ssm", headers: { "x-amz-target": "AmazonSSM.GetParameter" }, body: '{"Name":"a"}' },
  {
    service: "monitoring",
    body: "Action=PutMetricData&Namespace=A&MetricData.member.1.MetricName=M&MetricData.member.1.Value=1",
  },
  { service: "lambda", path: "/2015-03-31/functions/f/invocations", body: "{}" },
  { service: "lambda", method: "GET", path: "/2015-03-31/functions/" },
  { service: "sts", body: "Action=GetCallerIdentity&Version=2011-06-15" },
] as const;

test("no operation does anything for who has no key, a wrong secret, or a key without a grant", async (context) => {
  const server = await start(context);
  const wrong = { ...server.admin, secretAccessKey: "x".repeat(40) };
  const unknown = { ...server.admin, accessKeyId: "LBAK0123456789ABCDEF" };
  const narrow = await server.pairOf({ scopes: [], launch: ["job:other"] });
  for (const request of writes)
    for (const pair of [wrong, unknown, ...(request.service === "sts" ? [] : [narrow])]) {
      const { status } = await server.send({ ...request, pair });
      assert.ok(status === 400 || status === 403, `${request.service} ${status}`);
    }
  const mine = await server.send({ service: "ssm", headers: writes[4].headers, body: writes[4].body });
  assert.match(await mine.text(), /ParameterNotFound/);
  assert.deepEqual(readdirSync(join(server.root, "objects", "bucket")), []);
  assert.ok(!readdirSync(join(server.root, "objects")).includes("stolen"));
});
