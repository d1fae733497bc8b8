import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { pageOf, pageQuery } from "../schemas/page.ts";
import { putSecretSchema, rotatedSecretsSchema, secretNameSchema, secretSchema } from "../schemas/secret.ts";
import { json, route } from "./route.ts";

export const secretPageSchema = pageOf(secretSchema);

const nameParams = z.strictObject({ name: secretNameSchema });

export const secretRoutes = {
  listSecrets: route({
    operationId: "listSecrets",
    method: "GET",
    path: "/v1/secrets",
    tag: "Secrets",
    summary: "List secrets",
    description: "Names and times of what our own encrypted store holds, oldest first; never a value.",
    action: "secrets:read",
    query: z.strictObject(pageQuery),
    answers: { 200: json("A page of secrets.", secretPageSchema) },
    errors: [],
  }),
  putSecret: route({
    operationId: "putSecret",
    method: "PUT",
    path: "/v1/secrets/{name}",
    tag: "Secrets",
    summary: "Keep a secret",
    description: "Makes it, or replaces its value: the next process that is started gets the new one.",
    action: "secrets:write",
    params: nameParams,
    body: { schema: putSecretSchema, bytesMax: apiLimits.bodyBytesMax },
    answers: { 200: json("The secret, without its value.", secretSchema) },
    errors: ["LIMIT_EXCEEDED"],
  }),
  deleteSecret: route({
    operationId: "deleteSecret",
    method: "DELETE",
    path: "/v1/secrets/{name}",
    tag: "Secrets",
    summary: "Delete a secret",
    description: "Whatever refers to it cannot be started any more.",
    action: "secrets:write",
    params: nameParams,
    answers: { 204: { description: "It is gone.", content: {} } },
    errors: ["SECRET_NOT_FOUND"],
  }),
  rotateSecrets: route({
    operationId: "rotateSecrets",
    method: "POST",
    path: "/v1/secrets-rotation",
    tag: "Secrets",
    summary: "Rotate the master key of the secrets",
    description:
      "Makes a new master key where the keys are in a file, and encrypts every secret anew under the present " +
      "one. Repeating it after it was cut off goes on.",
    action: "secrets:write",
    answers: { 200: json("What was done.", rotatedSecretsSchema) },
    errors: [],
  }),
} as const;
