import { isJsonObject, type Json, type JsonObject } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";
import { type Datum, type Dimension, type Statistics, statisticsOf, units } from "./metric.ts";

/** Sources: CloudWatch API Reference, PutMetricData, MetricDatum, Dimension. */
const dataMax = 1_000;
const dimensionsMax = 30;
const valuesMax = 150;
const pastMs = 14 * 24 * 60 * 60_000;
const futureMs = 2 * 60 * 60_000;

export interface MetricData {
  readonly namespace: string;
  readonly data: readonly Datum[];
}

/** Members come as text from forms, and as what they are from the others. */
export function readMetricData(input: JsonObject, nowMs: number): MetricData {
  const namespace = textOf(input["Namespace"], "Namespace", 255);
  if (namespace.startsWith("AWS/"))
    throw invalid("The value AWS/ for parameter Namespace is invalid: it is AWS's own.");
  const data = listOf(input["MetricData"], "MetricData", dataMax);
  const entities = listOf(input["EntityMetricData"], "EntityMetricData", 2).flatMap((one) =>
    listOf(isJsonObject(one) ? one["MetricData"] : undefined, "EntityMetricData.MetricData", dataMax),
  );
  const all = [...data, ...entities];
  if (all.length === 0) throw missing("MetricData");
  return { namespace, data: all.map((one, at) => readDatum(one, `MetricData.member.${at + 1}`, nowMs)) };
}

function readDatum(value: Json, where: string, nowMs: number): Datum {
  if (!isJsonObject(value)) throw invalid(`The parameter ${where} must be a structure.`);
  const unit = value["Unit"] ?? "None";
  if (typeof unit !== "string" || !units.has(unit))
    throw invalid(`The parameter ${where}.Unit must be a value in the set of CloudWatch's units.`);
  return {
    name: textOf(value["MetricName"], `${where}.MetricName`, 255),
    dimensions: readDimensions(value["Dimensions"], where),
    timestampMs: readTime(value["Timestamp"], `${where}.Timestamp`, nowMs),
    unit,
    statistics: readStatistics(value, where),
  };
}

export function readDimensions(value: Json | undefined, where: string): readonly Dimension[] {
  return listOf(value, `${where}.Dimensions`, dimensionsMax).map((one) => {
    const dimension = isJsonObject(one) ? one : {};
    return {
      name: textOf(dimension["Name"], `${where}.Dimensions.Name`, 255),
      value: textOf(dimension["Value"], `${where}.Dimensions.Value`, 1_024),
    };
  });
}

function readStatistics(datum: JsonObject, where: string): Statistics {
  const { Value: value, StatisticValues: set, Values: values, Counts: counts } = datum;
  const given = [value, set, values].filter((one) => one !== undefined && one !== null);
  if (given.length !== 1)
    throw invalid(
      `The parameters ${where}.Value, StatisticValues and Values are mutually exclusive and you have specified ${given.length === 0 ? "none" : "more than one"}.`,
    );
  if (isJsonObject(set ?? undefined)) {
    const of = (name: string): number =>
      numberOf((set as JsonObject)[name], `${where}.StatisticValues.${name}`);
    return { count: of("SampleCount"), sum: of("Sum"), minimum: of("Minimum"), maximum: of("Maximum") };
  }
  if (value !== undefined && value !== null) return statisticsOf([numberOf(value, `${where}.Value`)], []);
  const all = listOf(values, `${where}.Values`, valuesMax).map((one) => numberOf(one, `${where}.Values`));
  const times = listOf(counts, `${where}.Counts`, valuesMax).map((one) => numberOf(one, `${where}.Counts`));
  if (all.length === 0 || (times.length > 0 && times.length !== all.length))
    throw invalid(`The parameters ${where}.Values and ${where}.Counts must be of the same size.`);
  return statisticsOf(all, times);
}

/** Seconds, or text as forms have it. Absent: now. */
function readTime(value: Json | undefined, where: string, nowMs: number): number {
  if (value === undefined || value === null) return nowMs;
  const ms = msOf(value);
  if (Number.isNaN(ms)) throw invalid(`The parameter ${where} must be a timestamp.`);
  if (ms < nowMs - pastMs || ms > nowMs + futureMs)
    throw invalid(
      `The parameter ${where} must be within two weeks before and two hours after the current time.`,
    );
  return ms;
}

/** NaN for what is no instant. */
export function msOf(value: Json | undefined): number {
  if (typeof value === "number") return value * 1000;
  return typeof value === "string" ? Date.parse(value) : Number.NaN;
}

function numberOf(value: Json | undefined, where: string): number {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  // Source: MetricDatum: values outside of −2^360 to 2^360, NaN and infinities are refused.
  if (typeof number !== "number" || !Number.isFinite(number) || Math.abs(number) > 2 ** 360)
    throw invalid(`The value for parameter ${where} must be a number that CloudWatch takes.`);
  return number;
}

export function textOf(value: Json | undefined, where: string, lengthMax: number): string {
  if (value === undefined || value === null) throw missing(where);
  if (typeof value !== "string" || value.length === 0 || value.length > lengthMax)
    throw invalid(`The parameter ${where} must be text of 1 to ${lengthMax} characters.`);
  return value;
}

function listOf(value: Json | undefined, where: string, max: number): readonly Json[] {
  // An empty list is an empty text in a form.
  if (value === undefined || value === null || value === "") return [];
  if (!Array.isArray(value)) throw invalid(`The parameter ${where} must be a list.`);
  if (value.length > max) throw invalid(`The collection ${where} must not have a size greater than ${max}.`);
  return value as readonly Json[];
}

function missing(where: string): AwsError {
  return new AwsError("MissingParameter", `The parameter ${where} is required.`);
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}
