import type { Clock, Json, JsonObject } from "@landbridge/model";
import { encode, Token, Type } from "cborg";
import { demand } from "../../auth/permissions.ts";
import { AwsError } from "../errors/aws-error.ts";
import { escapeXml } from "../errors/escape-xml.ts";
import { queryResult } from "../query/form.ts";
import type { AwsAnswer, AwsCall, AwsService } from "../service.ts";
import type { MetricStore } from "./metric-store.ts";
import { readMetricData } from "./read-datum.ts";
import { bodyBytesMax, namespace, protocolOf, readRequest, type Wire } from "./read-request.ts";
import { findStatistics, statisticOf } from "./statistics.ts";

export interface CloudWatchParts {
  readonly metrics: MetricStore;
  readonly clock: Clock;
}

/** CloudWatch's metrics: what programs report of themselves, and a look at the last hours of it. */
export function cloudWatchService(parts: CloudWatchParts): AwsService {
  return {
    name: "monitoring",
    protocol: protocolOf,
    targetPrefixes: ["GraniteServiceVersion20100801"],
    paths: /^\/service\/GraniteServiceVersion20100801\//,
    body: { kind: "whole", bytesMax: bodyBytesMax },
    async answer(call) {
      const { wire, operation, input } = await readRequest(call);
      const output = perform(parts, call, operation, input);
      return write({ wire, operation, output, requestId: call.requestId });
    },
  };
}

/** What an operation gives, before a protocol has written it. Dates are instants. */
type Output = { readonly [name: string]: Output | readonly Output[] | string | number | Date };

function perform(parts: CloudWatchParts, call: AwsCall, operation: string, input: JsonObject): Output {
  switch (operation) {
    case "PutMetricData":
      call.life.name("aws:monitoring:PutMetricData");
      demand(call.caller.key, "metrics:write");
      return putMetricData(parts, input);
    case "GetMetricStatistics":
      call.life.name("aws:monitoring:GetMetricStatistics");
      demand(call.caller.key, "metrics:read");
      return getStatistics(parts, input);
    case "ListMetrics":
      call.life.name("aws:monitoring:ListMetrics");
      demand(call.caller.key, "metrics:read");
      return listMetrics(parts, input);
    default:
      throw new AwsError(
        "InvalidAction",
        `The action ${operation.slice(0, 64)} is not valid for this endpoint.`,
      );
  }
}

function putMetricData({ metrics, clock }: CloudWatchParts, input: JsonObject): Output {
  const { namespace: into, data } = readMetricData(input, clock.now());
  const refused = data.filter((datum) => !metrics.put(into, datum));
  if (refused.length > 0)
    throw new AwsError(
      "LimitExceeded",
      `There are too many metrics already; ${refused.length} of ${data.length} were not taken.`,
    );
  return {};
}

function getStatistics({ metrics }: CloudWatchParts, input: JsonObject): Output {
  const { label, unit, statistics, points } = findStatistics(metrics, input);
  const datapoints = points.map((point) => ({
    Timestamp: new Date(point.atMs),
    ...Object.fromEntries(statistics.map((name) => [name, statisticOf(name, point)])),
    Unit: unit,
  }));
  return { Label: label, Datapoints: datapoints };
}

const pageMetricsMax = 500;

function listMetrics({ metrics }: CloudWatchParts, input: JsonObject): Output {
  const { Namespace: within, MetricName: name, NextToken: token } = input;
  const start = token === undefined || token === null ? 0 : Number(token);
  if (!Number.isInteger(start) || start < 0)
    throw new AwsError("InvalidParameterValue", "The next token is invalid.");
  const found = metrics
    .list()
    .filter(
      (one) =>
        (within === undefined || one.namespace === within) && (name === undefined || one.name === name),
    );
  const page = found.slice(start, start + pageMetricsMax);
  return {
    Metrics: page.map((one) => ({
      Namespace: one.namespace,
      MetricName: one.name,
      Dimensions: one.dimensions.map((dimension) => ({ Name: dimension.name, Value: dimension.value })),
    })),
    ...(found.length > start + page.length && { NextToken: String(start + page.length) }),
  };
}

function write(facts: {
  readonly wire: Wire;
  readonly operation: string;
  readonly output: Output;
  readonly requestId: string;
}): AwsAnswer {
  const { wire, operation, output, requestId } = facts;
  switch (wire) {
    case "query":
      return {
        status: 200,
        headers: { "content-type": "text/xml" },
        body: queryResult({ action: operation, namespace, result: toXml(output), requestId }),
      };
    case "json":
      return {
        status: 200,
        headers: { "content-type": "application/x-amz-json-1.0" },
        body: JSON.stringify(withSeconds(output)),
      };
    case "cbor":
      return {
        status: 200,
        headers: { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" },
        body: encode(output, { typeEncoders: { Date: cborDate } }),
      };
  }
}

function toXml(value: Output | readonly Output[] | string | number | Date): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object") return escapeXml(String(value));
  if (Array.isArray(value)) return value.map((one: Output) => `<member>${toXml(one)}</member>`).join("");
  return Object.entries(value)
    .map(([name, one]) => `<${name}>${toXml(one)}</${name}>`)
    .join("");
}

function withSeconds(value: Output | readonly Output[] | string | number | Date): Json {
  if (value instanceof Date) return value.getTime() / 1000;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((one: Output) => withSeconds(one));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withSeconds(one)]));
}

/** A timestamp: tag 1, seconds. */
function cborDate(date: unknown): Token[] {
  const seconds = date instanceof Date ? date.getTime() / 1000 : 0;
  const number = Number.isInteger(seconds) ? new Token(Type.uint, seconds) : new Token(Type.float, seconds);
  return [new Token(Type.tag, 1), number];
}
