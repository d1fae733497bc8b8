import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { pageOf, pageQuery } from "../schemas/page.ts";
import { nameSchema, pathTextSchema } from "../schemas/scalars.ts";
import {
  deliveryStatusSchema,
  webhookDefinitionSchema,
  webhookDeliverySchema,
  webhookSchema,
} from "../schemas/webhook.ts";
import { json, route } from "./route.ts";

export const webhookPageSchema = pageOf(webhookSchema);
export const webhookDeliveryPageSchema = pageOf(webhookDeliverySchema);

const nameParams = z.strictObject({ name: nameSchema });

export const webhookRoutes = {
  listWebhooks: route({
    operationId: "listWebhooks",
    method: "GET",
    path: "/v1/webhooks",
    tag: "Webhooks",
    summary: "List webhooks",
    description: "Oldest first.",
    action: "webhooks:read",
    query: z.strictObject(pageQuery),
    answers: { 200: json("A page of webhooks.", webhookPageSchema) },
    errors: [],
  }),
  putWebhook: route({
    operationId: "putWebhook",
    method: "PUT",
    path: "/v1/webhooks/{name}",
    tag: "Webhooks",
    summary: "Define a webhook",
    description:
      "Makes it, or replaces it. Whatever ends from now on and is wanted is sent to its URL, signed as Standard " +
      "Webhooks has it, until it is answered with a status of 2xx, for about a day; then it is a dead letter.",
    action: "webhooks:write",
    params: nameParams,
    body: { schema: webhookDefinitionSchema, bytesMax: apiLimits.bodyBytesMax },
    answers: { 200: json("The webhook.", webhookSchema) },
    errors: ["LIMIT_EXCEEDED", "WEBHOOK_OWNED"],
  }),
  deleteWebhook: route({
    operationId: "deleteWebhook",
    method: "DELETE",
    path: "/v1/webhooks/{name}",
    tag: "Webhooks",
    summary: "Delete a webhook",
    description: "What waits for it becomes a dead letter at its next attempt.",
    action: "webhooks:write",
    params: nameParams,
    answers: { 204: { description: "It is gone.", content: {} } },
    errors: ["WEBHOOK_NOT_FOUND", "WEBHOOK_OWNED"],
  }),
  listWebhookDeliveries: route({
    operationId: "listWebhookDeliveries",
    method: "GET",
    path: "/v1/webhook-deliveries",
    tag: "Webhooks",
    summary: "List deliveries that wait, and dead letters",
    description: "Newest first. What arrived is not kept.",
    action: "webhooks:read",
    query: z.strictObject({
      ...pageQuery,
      webhook: pathTextSchema.optional(),
      status: deliveryStatusSchema.optional(),
    }),
    answers: { 200: json("A page of deliveries.", webhookDeliveryPageSchema) },
    errors: [],
  }),
  redeliverWebhook: route({
    operationId: "redeliverWebhook",
    method: "POST",
    path: "/v1/webhook-deliveries/{id}/redeliver",
    tag: "Webhooks",
    summary: "Deliver a dead letter again",
    description: "At once, and from then on as if it were new. One that waits is tried at once.",
    action: "webhooks:redeliver",
    params: z.strictObject({ id: pathTextSchema }),
    answers: { 202: json("The delivery.", webhookDeliverySchema) },
    errors: ["DELIVERY_NOT_FOUND"],
  }),
} as const;
