import type { AuditRecordBody } from "@landbridge/api";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { printListing } from "../output/listing.ts";
import { plain } from "../output/plain.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";
import { readPast } from "./read-period.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options } = invocation;
  const query = {
    principal: options.text("principal"),
    action: options.text("action"),
    outcome: options.text("outcome"),
    since: readPast(options, "since"),
    until: readPast(options, "until"),
  };
  const pages = pagesOf(connect(invocation), "listAudit", { query, limit: readLimit(options) });
  const times = timeText(options);
  return printListing<AuditRecordBody>(invocation, pages, {
    whenEmpty: "nothing was written",
    columns: [
      { title: "#", cell: ({ seq }) => String(seq), isRight: true },
      { title: "WHEN", cell: ({ at }) => times.moment(at) },
      { title: "WHO", cell: (record) => plain(whoText(record)), widthMin: 8 },
      { title: "FROM", cell: ({ address }) => address, goes: 2 },
      { title: "DID", cell: ({ operation }) => operation },
      { title: "TO", cell: ({ target }) => plain(target), widthMin: 12, goes: 1 },
      { title: "OUTCOME", cell: outcomeText },
    ],
  });
}

function whoText({ principal, via }: AuditRecordBody): string {
  if (principal !== null) return principal.name;
  return via === "server" ? "the server" : "nobody";
}

function outcomeText({ outcome, code, made, count }: AuditRecordBody): string {
  const times = count === undefined ? "" : ` (${count} times)`;
  return `${[outcome, code ?? made].filter((part) => part !== undefined).join(" ")}${times}`;
}
