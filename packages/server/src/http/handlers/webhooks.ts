import type { WebhookBody, WebhookDeliveryBody } from "@landbridge/api";
import { epochMs } from "@landbridge/model";
import type { Webhook } from "../../webhooks/definition.ts";
import type { Delivery } from "../../webhooks/delivery-row.ts";
import { type Handlers, json } from "../handler.ts";
import type { Services } from "../services.ts";
import { instant, instants, pageBody, present } from "../views.ts";
import { pageRequest, without } from "./page.ts";

type Ops = "listWebhooks" | "putWebhook" | "deleteWebhook" | "listWebhookDeliveries" | "redeliverWebhook";

export function webhookHandlers({ webhooks }: Services): Handlers<Ops> {
  return {
    listWebhooks: async ({ query }) =>
      json(200, pageBody(await webhooks.list(pageRequest(query)), webhookBody)),
    putWebhook: async ({ params, body }) =>
      json(200, webhookBody(await webhooks.put({ name: params.name, ...body }))),
    deleteWebhook: async ({ params }) => {
      await webhooks.delete(params.name);
      return { status: 204 };
    },
    listWebhookDeliveries: async ({ query }) => {
      const { webhook, status } = query;
      const page = await webhooks.deliveries({ ...pageRequest(query), ...without({ webhook, status }) });
      return json(200, pageBody(page, deliveryBody));
    },
    redeliverWebhook: async ({ params }) => json(202, deliveryBody(await webhooks.redeliver(params.id))),
  };
}

function webhookBody(webhook: Webhook): WebhookBody {
  const { name, url, events, sources, secret, isEnabled, createdAt, updatedAt, owner } = webhook;
  return {
    name,
    url,
    events: [...events],
    sources: [...sources],
    secret,
    isEnabled,
    createdAt: instant(epochMs(createdAt)),
    updatedAt: instant(epochMs(updatedAt)),
    owner,
  };
}

function deliveryBody(delivery: Delivery): WebhookDeliveryBody {
  const { id, webhook, type, status, createdAt, attempts, nextDue, lastAt, lastError } = delivery;
  return {
    id,
    webhook,
    type,
    status,
    createdAt: instant(epochMs(createdAt)),
    attempts,
    ...instants({
      nextDue: nextDue === null ? undefined : epochMs(nextDue),
      lastAt: lastAt === undefined ? undefined : epochMs(lastAt),
    }),
    ...present({ lastError }),
  };
}
