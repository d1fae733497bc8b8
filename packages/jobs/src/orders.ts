import type { HostLink } from "@landbridge/model";
import type { Act } from "./run-life.ts";
import type { RunRecord } from "./run-record.ts";
import { sendOrder } from "./send-order.ts";
import type { Shell } from "./shell.ts";

/**
 * Towards the host, after the commit. Nothing here waits or fails: a host that is not connected is
 * asked about its runs when it is back, and an order that got lost, when it is not answered.
 */
export function act(shell: Shell, record: RunRecord, what: Act | undefined): void {
  const { host, id, attempt } = record.run;
  const link = host === undefined ? undefined : shell.options.hosts.link(host);
  if (link === undefined || what === undefined) return;
  try {
    send(shell, link, record, what);
  } catch (error) {
    const message = `attempt ${attempt}: the link to host ${host ?? "?"} threw on "${what}"; it will be asked again`;
    shell.options.log({ level: "error", message, run: id, error });
  }
}

/** What came by the callback of the present attempt, if anything did. */
export function deliverOutcome(link: HostLink, { run, callback }: RunRecord, epoch: number): void {
  if (callback === undefined || callback.attempt !== run.attempt) return;
  link.deliver({ run: run.id, attempt: run.attempt, epoch, outcome: callback.outcome });
}

function send(shell: Shell, link: HostLink, record: RunRecord, what: Act): void {
  const { id, attempt } = record.run;
  const epoch = shell.options.epoch();
  switch (what) {
    case "order":
      return sendOrder(shell, link, record);
    case "stop":
      return link.stop({ run: id, attempt, epoch });
    case "deliver":
      return deliverOutcome(link, record, epoch);
    case "reconcile":
      link.reconcile([{ run: id, attempt }]);
      deliverOutcome(link, record, epoch);
      if (record.stop !== undefined) link.stop({ run: id, attempt, epoch });
  }
}
