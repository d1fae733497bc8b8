import type { WebhookBody } from "@landbridge/api";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { printListing } from "../output/listing.ts";
import { plain } from "../output/plain.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options } = invocation;
  const pages = pagesOf(connect(invocation), "listWebhooks", { limit: readLimit(options) });
  return printListing<WebhookBody>(invocation, pages, {
    whenEmpty: "no webhooks",
    columns: [
      { title: "NAME", cell: ({ name }) => name, widthMin: 8 },
      { title: "EVENTS", cell: ({ events }) => events.join(" ") },
      {
        title: "OF",
        cell: ({ sources }) => (sources.length === 0 ? "everything" : sources.join(" ")),
        goes: 2,
      },
      { title: "URL", cell: ({ url }) => plain(url), widthMin: 16, goes: 1 },
      { title: "OWNER", cell: ({ owner }) => owner, goes: 3 },
      { title: "STATE", cell: ({ isEnabled }) => (isEnabled ? "enabled" : "disabled") },
    ],
  });
}
