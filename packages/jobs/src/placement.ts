import { chooseHost, type HostChoice, type HostFacts, localHost, needsOf, type Wish } from "./choose-host.ts";
import type { PlaceFacts } from "./run-life.ts";
import type { RunRecord } from "./run-record.ts";
import type { Shell } from "./shell.ts";
import { wishOf } from "./wish.ts";

/** With what the steps of a run's life find it a host. */
export function placeFacts(shell: Shell): PlaceFacts {
  return { now: shell.options.clock.now(), place: (record) => place(shell, record) };
}

/** Its share is set aside at once, so that two launches under way cannot both have the last slot. */
function place(shell: Shell, record: RunRecord): HostChoice {
  const wish = wishOf(record);
  const choice = look(shell, wish);
  if (choice.kind === "host") shell.open.setAside(record.run.id, choice.host, needsOf(wish.requires));
  return choice;
}

const onlyLocal: readonly HostFacts[] = [{ name: localHost, labels: {}, capacity: {}, takesRuns: "yes" }];

export function look({ options, open }: Shell, wish: Wish): HostChoice {
  return chooseHost(wish, options.hosts.facts?.() ?? onlyLocal, (host) => open.loadOf(host));
}
