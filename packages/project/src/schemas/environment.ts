import { z } from "zod";

/** Source: Linux execve(2): one variable is at most 128 KiB. */
const VALUE_CHARACTERS_MAX = 131_072;

const text = z.string().max(VALUE_CHARACTERS_MAX);
const named = {
  parameter: z.string().max(256).describe("A name under `parameters:` in landbridge.yaml."),
};
const asFile = z
  .literal("file", { error: "expected file, or no `as:` for the value itself" })
  .describe("The variable holds the path of a file with the value, readable by the job alone.");

/** A number is refused: YAML has made 7 of 007 by then. */
export const jobEnvironmentSchema = z.record(
  z.string(),
  z.union(
    [
      text,
      z.strictObject({
        input: z.string().max(256).describe("A path into the launch's input: `$.batch.files[0]`."),
        as: z.exactOptional(asFile),
      }),
      z.strictObject({ ...named, as: z.exactOptional(asFile) }),
      z.strictObject({ text, as: asFile }),
    ],
    {
      error:
        "expected a text, { input: $.path }, { parameter: NAME } or { text: TEXT, as: file }; numbers and true go in quotes",
    },
  ),
);

export const functionEnvironmentSchema = z.record(
  z.string(),
  z.union([text, z.strictObject(named)], {
    error: "expected a text or { parameter: NAME }; numbers and true go in quotes",
  }),
);

export const parametersSchema = z.record(
  z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/, "a parameter's name has letters, digits, _, - and dots"),
  z.string({ error: "expected a text; numbers and true go in quotes" }).max(VALUE_CHARACTERS_MAX),
);
