import type { WebhookDeliveryBody } from "@landbridge/api";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { printListing } from "../output/listing.ts";
import { plain } from "../output/plain.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options } = invocation;
  const query = { webhook: options.text("webhook"), status: options.flag("dead") ? "DEAD" : undefined };
  const request = { query, limit: readLimit(options) };
  const pages = pagesOf(connect(invocation), "listWebhookDeliveries", request);
  const times = timeText(options);
  return printListing<WebhookDeliveryBody>(invocation, pages, {
    whenEmpty: "nothing waits, and there are no dead letters",
    columns: [
      { title: "DELIVERY", cell: ({ id }) => id },
      { title: "WEBHOOK", cell: ({ webhook }) => webhook },
      { title: "EVENT", cell: ({ type }) => type },
      { title: "STATUS", cell: ({ status }) => status },
      { title: "TRIED", cell: ({ attempts }) => String(attempts), isRight: true },
      { title: "NEXT", cell: ({ nextDue }) => (nextDue === undefined ? "" : times.moment(nextDue)), goes: 2 },
      { title: "WHY", cell: ({ lastError }) => plain(lastError ?? ""), widthMin: 12, goes: 1 },
    ],
  });
}
