import { isJsonObject, type Json, type JsonObject } from "@landbridge/model";
import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { jsonDepth, utf8Length } from "./json-size.ts";

/** A name that was given by a person: of a job, a state machine, a schedule, a function. */
export const nameSchema = z
  .string()
  .min(1)
  .max(apiLimits.nameLengthMax)
  .regex(/^[A-Za-z0-9_.-]*$/, "only letters, digits, and the characters - _ . are allowed");

/** A name or an id in a path: anything; whether it exists is for the operation to say. */
export const pathTextSchema = z.string().min(1).max(apiLimits.idLengthMax);

export const instantSchema = z.iso
  .datetime({ offset: true })
  .describe("RFC 3339, in UTC, with milliseconds in answers.");

export const cursorSchema = z
  .string()
  .min(1)
  .max(apiLimits.cursorLengthMax)
  .describe("`next` from the page before; opaque.");

export const reasonSchema = z.string().min(1).max(apiLimits.reasonLengthMax);

export const errorNameSchema = z.string().max(apiLimits.errorLengthMax);
export const causeSchema = z.string().max(apiLimits.causeLengthMax);

/** Any JSON value, as it was given to us. */
export const jsonSchema = z
  .custom<Json>((value) => value !== undefined)
  .meta({ description: "Any JSON value." });

export const jsonObjectSchema = z
  .custom<JsonObject>((value) => isJsonObject(value as Json))
  .meta({ description: "A JSON object." });

/** A JSON value from outside: bounded in depth, and in size by what `limits: ground` allows. */
export const groundPayloadSchema = payloadOf(apiLimits.groundPayloadBytesMax);

function payloadOf(bytesMax: number) {
  return z
    .custom<Json>((value) => value !== undefined)
    .superRefine((value, context) => {
      const depth = jsonDepth(value, apiLimits.jsonDepthMax);
      if (depth > apiLimits.jsonDepthMax)
        return context.addIssue(`must not be nested deeper than ${apiLimits.jsonDepthMax} levels`);
      const byteCount = utf8Length(JSON.stringify(value));
      if (byteCount > bytesMax)
        context.addIssue(`must be at most ${bytesMax} bytes of JSON, is ${byteCount}`);
    })
    .meta({ description: `Any JSON value, at most ${bytesMax} bytes as UTF-8 text.` });
}

/** A whole number in a query string. */
export function wholeNumber(range: { readonly min: number; readonly max: number }) {
  return z
    .string()
    .regex(/^[0-9]{1,15}$/, `must be a whole number from ${range.min} to ${range.max}`)
    .transform(Number)
    .pipe(z.int().min(range.min).max(range.max));
}

/** `true` or `false` in a query string. */
export const flagSchema = z
  .enum(["true", "false"])
  .transform((text) => text === "true")
  .pipe(z.boolean());

export const limitSchema = wholeNumber({ min: 1, max: apiLimits.pageItemsMax })
  .default(apiLimits.pageItemsDefault)
  .describe("At most so many items; a page may hold fewer though more follow.");
