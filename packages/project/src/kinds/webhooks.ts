import type { WebhookDefinition } from "@landbridge/model";
import { webhookFileSchema } from "../schemas/webhook.ts";
import { type Defined, type Reading, readDefinitionFiles } from "./reading.ts";

export function readWebhooks(reading: Reading): Promise<readonly Defined<WebhookDefinition>[]> {
  return readDefinitionFiles(reading, "webhook", "webhooks", webhookFileSchema, (name, shape) => {
    const { url, events, of = [], secret, enabled = true } = shape;
    return { name, url, events, sources: of, secret, isEnabled: enabled };
  });
}
