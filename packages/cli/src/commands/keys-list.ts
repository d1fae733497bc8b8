import type { KeyBody } from "@landbridge/api";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { printListing } from "../output/listing.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";
import { grantsText } from "./print-key.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, terminal } = invocation;
  const pages = pagesOf(connect(invocation), "listKeys", { limit: readLimit(options) });
  const times = timeText(options);
  const moment = (instant: string | undefined): string | undefined =>
    instant === undefined ? undefined : times.moment(instant);
  const { dim } = terminal.out.colours;
  return printListing<KeyBody>(invocation, pages, {
    whenEmpty: "no keys",
    columns: [
      { title: "ID", cell: ({ id }) => id },
      { title: "NAME", cell: ({ name }) => name, widthMin: 8 },
      { title: "MAY", cell: (key) => grantsText(key) },
      { title: "CREATED", cell: ({ createdAt }) => times.moment(createdAt), goes: 1 },
      { title: "LAST USED", cell: ({ lastUsedAt }) => moment(lastUsedAt), goes: 2 },
      {
        title: "ENDS",
        cell: (key) =>
          key.revokedAt === undefined ? moment(key.expiresAt) : `revoked ${moment(key.revokedAt)}`,
        paint: ({ revokedAt }, text) => (revokedAt === undefined ? text : dim(text)),
      },
    ],
  });
}
