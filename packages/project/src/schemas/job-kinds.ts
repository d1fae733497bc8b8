import { isJsonObject, type Json, type JsonObject } from "@landbridge/model";
import { z } from "zod";
import { durationSchema } from "./duration.ts";
import { sizeSchema } from "./size.ts";

// What a job may be besides a command.

const DAY_SECONDS = 86_400;
const urlSchema = z.string().min(1).max(8_192);
const headersSchema = z.record(
  z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}$/),
  z.string().max(8_192),
);
const methodSchema = z.enum(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"]);
const statesSchema = z
  .array(z.union([z.string().max(1_000), z.number(), z.boolean()]))
  .min(1)
  .max(100);
const pathSchema = z
  .string()
  .regex(/^\$(\.[^.[\]]+|\[\d{1,9}\])*$/, "expected a path such as $.job.state or $.list[0]");
const fileSchema = z.string().min(1).max(4_096);
const wordSchema = z.string({ error: "expected a text; numbers and true go in quotes" }).max(131_072);

export const httpJobSchema = z
  .strictObject({
    url: urlSchema.describe("${NAME} stands for a variable of the job's environment, here and below."),
    method: methodSchema.optional().describe("Default: POST."),
    headers: headersSchema.optional(),
    body: z
      .custom<Json>((value) => value !== undefined)
      .optional()
      .meta({ description: "Text as it is; anything else is sent as JSON." }),
    success: z.array(z.int().min(100).max(599)).min(1).max(100).optional().describe("Default: 200 to 299."),
    timeout: durationSchema({ minSeconds: 0.001, maxSeconds: DAY_SECONDS })
      .optional()
      .describe("Of one request. Default: 30s."),
    poll: z
      .strictObject({
        url: urlSchema.optional().describe("Default: the answer's Location."),
        urlFrom: pathSchema.optional().describe("Where in the answer the address of its state is."),
        every: durationSchema({ minSeconds: 0.01, maxSeconds: DAY_SECONDS })
          .optional()
          .describe("Default: 5s."),
        path: pathSchema.describe("Where in the state it says how far it is, such as $.status."),
        done: statesSchema.describe("Values that mean success."),
        failed: statesSchema.optional().describe("Values that mean failure."),
        cancel: z
          .strictObject({
            url: urlSchema.optional().describe("Default: the address of its state."),
            method: methodSchema.optional().describe("Default: DELETE."),
          })
          .optional()
          .describe("How it is called off when the run is stopped."),
      })
      .optional()
      .describe("Ask until it is done. Default: the first answer is all."),
    callback: z
      .strictObject({
        within: durationSchema({ minSeconds: 0.001, maxSeconds: 31 * DAY_SECONDS })
          .optional()
          .describe("How long it is waited for. Default: 1d."),
        cancel: z
          .strictObject({
            url: urlSchema.optional().describe("Default: the answer's Location."),
            method: methodSchema.optional().describe("Default: DELETE."),
          })
          .optional()
          .describe("How it is called off when the run is stopped, or not called back in time."),
      })
      .optional()
      .describe("Wait until the service calls ${LANDBRIDGE_CALLBACK_URL}. Default: the first answer is all."),
  })
  .refine(({ poll, callback }) => poll === undefined || callback === undefined, {
    error: "expected either poll: or callback:, not both",
  })
  .describe("An HTTP call. The last answer, where it is JSON, is the run's result.");

const sqlClients = ["psql", "mysql", "mariadb", "sqlite3", "sqlcmd", "sqlplus"] as const;

export const sqlJobSchema = z
  .strictObject({
    client: z.enum(sqlClients).describe("A command line client on the host."),
    script: fileSchema.optional().describe("A file of the project, relative to its folder."),
    statements: z.string().min(1).max(131_000).optional().describe("In place of a file."),
    arguments: z
      .array(wordSchema)
      .max(100)
      .optional()
      .describe("For the client. Never a password: that goes in the environment (PGPASSWORD, MYSQL_PWD)."),
  })
  .refine(({ script, statements }) => (script === undefined) !== (statements === undefined), {
    error: "expected either script: FILE or statements: TEXT",
  })
  .describe("A SQL script; it ends with the first statement that fails.");

export const containerJobSchema = z
  .strictObject({
    image: z.string().regex(/^[a-z0-9][\w./:@-]{0,511}$/i, "expected the name of an image"),
    command: z.array(wordSchema).max(1_000).optional().describe("Default: the image's own."),
    engine: z.enum(["auto", "docker", "podman"]).optional().describe("Default: whichever the host has."),
    volumes: z.array(z.string().min(3).max(8_192)).max(100).optional().describe("As in docker run --volume."),
    network: z
      .string()
      .regex(/^[\w.:-]{1,128}$/)
      .optional(),
    user: z
      .string()
      .regex(/^[\w.:-]{1,128}$/)
      .optional(),
    pull: z.enum(["always", "missing", "never"]).optional().describe("Default: missing."),
    memory: sizeSchema({ minBytes: 6_291_456, maxBytes: 1_125_899_906_842_624 }).optional(),
    cpus: z.number().positive().max(1_024).optional(),
  })
  .describe("A container, by the host's docker or podman.");

export const kubernetesJobSchema = z
  .strictObject({
    manifest: z
      .union([
        fileSchema,
        z.custom<JsonObject>((value) => typeof value === "object" && isJsonObject(value as Json)),
      ])
      .describe("A Job without a name: a file of the project, or the manifest itself."),
    namespace: z
      .string()
      .regex(/^[a-z0-9-]{1,63}$/)
      .optional(),
    context: z
      .string()
      .regex(/^[\w.:@/-]{1,253}$/)
      .optional(),
  })
  .describe("A Kubernetes Job, by the host's kubectl.");

export const processSchema = z
  .strictObject({
    user: z
      .string()
      .regex(/^[a-z_][\w-]{0,31}$/i, "expected the name of a user")
      .optional()
      .describe("Needs an agent that runs as root. Default: the agent's own."),
    umask: z
      .string()
      .regex(/^0?[0-7]{3}$/, 'expected three octal digits in quotes, as "027"')
      .optional(),
    nice: z.int().min(-20).max(19).optional(),
    memory: sizeSchema({ minBytes: 1_048_576, maxBytes: 1_125_899_906_842_624 }).optional(),
    cpus: z.number().positive().max(1_024).optional(),
    processes: z.int().min(1).max(4_194_304).optional(),
    openFiles: z.int().min(8).max(1_048_576).optional(),
  })
  .describe("What its processes may be and take; by cgroup v2 where the host allows it, else by rlimits.");
