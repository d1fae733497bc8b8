import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { gzipSync } from "node:zlib";
import {
  CloudWatchClient,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { decode, encode } from "cborg";
import { type AwsTestServer, startAws } from "../../../test/aws-server.ts";
import { systemClock } from "../../system.ts";
import { cloudWatchService } from "./cloudwatch-service.ts";
import { createMetricStore, type MetricStore } from "./metric-store.ts";

async function start(context: TestContext): Promise<AwsTestServer & { readonly metrics_: MetricStore }> {
  const metrics = createMetricStore();
  const server = await startAws(context, [cloudWatchService({ metrics, clock: systemClock })]);
  return { ...server, metrics_: metrics };
}

const json = {
  "x-amz-target": "GraniteServiceVersion20100801.PutMetricData",
  "content-type": "application/x-amz-json-1.0",
};
const form = { "content-type": "application/x-www-form-urlencoded" };
const cbor = {
  "smithy-protocol": "rpc-v2-cbor",
  "content-type": "application/cbor",
  accept: "application/cbor",
};
const cborPath = "/service/GraniteServiceVersion20100801/operation/PutMetricData";

test("the SDK's client puts metrics, lists them and reads their statistics", async (context) => {
  const { clientOptions } = await start(context);
  const client = new CloudWatchClient(clientOptions);
  context.after(() => client.destroy());
  const now = new Date(Math.floor(Date.now() / 60_000) * 60_000);
  const Dimensions = [{ Name: "Host", Value: "a & <b>" }];
  const datum = { MetricName: "Orders", Dimensions, Timestamp: now, Unit: "Count" as const };
  const MetricData = [
    { ...datum, Value: 3 },
    { ...datum, Values: [1, 5], Counts: [2, 1] },
    { ...datum, StatisticValues: { SampleCount: 1, Sum: 8, Minimum: 8, Maximum: 8 } },
  ];
  await client.send(new PutMetricDataCommand({ Namespace: "Shop", MetricData }));
  const { Metrics } = await client.send(new ListMetricsCommand({ Namespace: "Shop" }));
  assert.deepEqual(Metrics, [{ Namespace: "Shop", MetricName: "Orders", Dimensions }]);
  const { Datapoints, Label } = await client.send(
    new GetMetricStatisticsCommand({
      Namespace: "Shop",
      MetricName: "Orders",
      Dimensions,
      StartTime: new Date(now.getTime() - 60_000),
      EndTime: new Date(now.getTime() + 60_000),
      Period: 60,
      Statistics: ["Sum", "SampleCount", "Average", "Minimum", "Maximum"],
    }),
  );
  assert.equal(Label, "Orders");
  assert.deepEqual(Datapoints, [
    { Timestamp: now, Sum: 18, SampleCount: 5, Average: 3.6, Minimum: 1, Maximum: 8, Unit: "Count" },
  ]);
});

test("the three protocols say the same, compressed or not", async (context) => {
  const { send, metrics_: metrics } = await start(context);
  const input = {
    Namespace: "App",
    MetricData: [{ MetricName: "M", Value: 1, Unit: "Count", Dimensions: [{ Name: "D", Value: "x" }] }],
  };
  const query =
    "Action=PutMetricData&Version=2010-08-01&Namespace=App&MetricData.member.1.MetricName=M&MetricData.member.1.Value=1&MetricData.member.1.Unit=Count&MetricData.member.1.Dimensions.member.1.Name=D&MetricData.member.1.Dimensions.member.1.Value=x";
  const bytes = Buffer.from(encode(input));
  const sent = [
    { headers: json, body: JSON.stringify(input) },
    { headers: form, body: query },
    { headers: cbor, body: bytes, path: cborPath },
    { headers: { ...json, "content-encoding": "gzip" }, body: gzipSync(JSON.stringify(input)) },
    { headers: { ...form, "content-encoding": "gzip" }, body: gzipSync(query) },
    { headers: { ...cbor, "content-encoding": "gzip" }, body: gzipSync(bytes), path: cborPath },
  ];
  for (const [at, request] of sent.entries()) {
    const response = await send({ service: "monitoring", ...request });
    assert.equal(response.status, 200, await response.text());
    assert.equal(metrics.list()[0]?.total.sum, at + 1);
  }
  assert.equal(metrics.list().length, 1);
});

test("what is wrong is told in each protocol's form", async (context) => {
  const { send } = await start(context);
  const wrong = { Namespace: "App", MetricData: [{ MetricName: "M" }] };
  const asJson = await send({ service: "monitoring", headers: json, body: JSON.stringify(wrong) });
  assert.equal(asJson.status, 400);
  assert.equal(((await asJson.json()) as { __type: string }).__type, "InvalidParameterValue");
  const body = Buffer.from(encode(wrong));
  const asCbor = await send({ service: "monitoring", headers: cbor, path: cborPath, body });
  assert.equal(
    (decode(Buffer.from(await asCbor.arrayBuffer())) as { __type: string }).__type,
    "InvalidParameterValue",
  );
  const asXml = await send({
    service: "monitoring",
    headers: form,
    body: "Action=PutMetricData&Namespace=App",
  });
  assert.match(await asXml.text(), /<Code>MissingParameter<\/Code>/);
  const bombs = [
    { headers: { ...json, "content-encoding": "gzip" }, body: gzipSync(Buffer.alloc(20_000_000)) },
    { headers: { ...json, "content-encoding": "gzip" }, body: "not gzip" },
    { headers: cbor, path: cborPath, body: Buffer.alloc(1_000, 0x81) },
    { headers: cbor, path: cborPath, body: Buffer.from("ffff", "hex") },
    {
      headers: form,
      body: "Action=PutMetricData&Namespace=App&MetricData.member.1=x&MetricData.member.1.y=z",
    },
    { headers: json, body: '{"Namespace":"App","MetricData":{"__proto__":{"Value":1}}}' },
    { headers: json, body: '{"Namespace":"AWS/S3","MetricData":[{"MetricName":"M","Value":1}]}' },
    { headers: json, body: '{"Namespace":"App","MetricData":[{"MetricName":"M","Value":1e300}]}' },
  ];
  for (const one of bombs) {
    const response = await send({ service: "monitoring", ...one });
    assert.equal(response.status, 400, JSON.stringify(one.headers));
  }
});

test("what is kept is bounded, and a metric that went silent makes room", () => {
  const store = createMetricStore({ metricsMax: 2, minutesMax: 3 });
  const put = (name: string, minute: number) =>
    store.put("N", {
      name,
      dimensions: [],
      timestampMs: minute * 60_000,
      unit: "None",
      statistics: { count: 1, sum: 1, minimum: 1, maximum: 1 },
    });
  for (let minute = 0; minute < 10; minute += 1) assert.equal(put("a", minute), true);
  assert.deepEqual([...(store.find("N", "a", [])?.minutes.keys() ?? [])], [420_000, 480_000, 540_000]);
  assert.equal(put("b", 9), true);
  assert.equal(put("c", 9), false);
  assert.equal(put("b", 20), true);
  assert.equal(put("c", 20), true);
  assert.deepEqual(
    store.list().map(({ name }) => name),
    ["b", "c"],
  );
});
