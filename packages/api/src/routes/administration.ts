import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { createdKeySchema, createKeySchema, keySchema, rotateKeySchema } from "../schemas/key.ts";
import { pageOf, pageQuery } from "../schemas/page.ts";
import { projectChangesSchema, projectDefinitionsSchema } from "../schemas/project.ts";
import { flagSchema, pathTextSchema } from "../schemas/scalars.ts";
import { json, route } from "./route.ts";

export const keyPageSchema = pageOf(keySchema);

export const administrationRoutes = {
  applyProject: route({
    operationId: "applyProject",
    method: "POST",
    path: "/v1/project",
    tag: "Project",
    summary: "Apply a project",
    description:
      "Takes everything that a project folder defines, checks it whole and stores it in one commit: " +
      "all of it or nothing. What the project had before and has no longer is deleted; open runs and " +
      "executions go on with what they began with. `landbridge apply` sends this.",
    action: "project:apply",
    query: z.strictObject({
      plan: flagSchema.default(false).describe("`true`: only say what would change."),
    }),
    body: { schema: projectDefinitionsSchema, bytesMax: apiLimits.projectBytesMax },
    answers: { 200: json("What changed, or would.", projectChangesSchema) },
    errors: ["INVALID_DEFINITION"],
  }),
  listKeys: route({
    operationId: "listKeys",
    method: "GET",
    path: "/v1/keys",
    tag: "Keys",
    summary: "List API keys",
    description: "Newest first; revoked and expired ones too. Secrets are not kept.",
    action: "keys:read",
    query: z.strictObject(pageQuery),
    answers: { 200: json("A page of keys.", keyPageSchema) },
    errors: [],
  }),
  createKey: route({
    operationId: "createKey",
    method: "POST",
    path: "/v1/keys",
    tag: "Keys",
    summary: "Create an API key",
    description: "The answer holds the whole key, this once.",
    action: "keys:write",
    body: { schema: createKeySchema, bytesMax: apiLimits.bodyBytesMax },
    answers: { 201: json("The key.", createdKeySchema, { Location: "The key: /v1/keys/{id}." }) },
    errors: ["KEY_LIMIT"],
  }),
  rotateKey: route({
    operationId: "rotateKey",
    method: "POST",
    path: "/v1/keys/{id}/rotate",
    tag: "Keys",
    summary: "Rotate an API key",
    description:
      "Makes a key with the same name, grants and limits, told this once; the old one opens what it did for " +
      "`overlapSeconds` more, so that its holders can change over one by one.",
    action: "keys:write",
    params: z.strictObject({ id: pathTextSchema }),
    body: { schema: rotateKeySchema, isOptional: true, bytesMax: apiLimits.bodyBytesMax },
    answers: { 201: json("The new key.", createdKeySchema, { Location: "The key: /v1/keys/{id}." }) },
    errors: ["KEY_NOT_FOUND", "KEY_LIMIT", "KEY_NOT_ROTATABLE"],
  }),
  revokeKey: route({
    operationId: "revokeKey",
    method: "DELETE",
    path: "/v1/keys/{id}",
    tag: "Keys",
    summary: "Revoke an API key",
    description: "From the answer on the key is refused. It stays in the list. Repeating it changes nothing.",
    action: "keys:write",
    params: z.strictObject({ id: pathTextSchema }),
    answers: { 200: json("The key.", keySchema) },
    errors: ["KEY_NOT_FOUND", "KEY_LAST_ADMIN"],
  }),
} as const;
