import type { SecretBody } from "@landbridge/api";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { printListing } from "../output/listing.ts";
import { plain } from "../output/plain.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options } = invocation;
  const pages = pagesOf(connect(invocation), "listSecrets", { limit: readLimit(options) });
  const times = timeText(options);
  return printListing<SecretBody>(invocation, pages, {
    whenEmpty: "no secrets",
    columns: [
      { title: "NAME", cell: ({ name }) => name, widthMin: 8 },
      { title: "REVISION", cell: ({ revision }) => String(revision), isRight: true },
      { title: "CHANGED", cell: ({ updatedAt }) => times.moment(updatedAt) },
      { title: "BY", cell: ({ updatedBy }) => plain(updatedBy), goes: 1 },
      { title: "KEY", cell: ({ keyId }) => keyId, goes: 2 },
    ],
  });
}
