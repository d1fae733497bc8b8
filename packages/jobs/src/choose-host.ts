import {
  type HostExpression,
  type HostLabels,
  type HostName,
  type HostShare,
  type HostTarget,
  hostName,
  matchesHost,
  parseHostExpression,
} from "@landbridge/model";

// Which host a run is ordered to: pure, from what is known of the hosts at that moment.
//
// P1. A host is chosen among those that take new runs, match the target, and have room for what the run takes.
// P2. What may be alive counts: a run that is unreachable keeps its share of its host, like its slot.
// P3. `sticky` needs no memory: each job has an order of preference among all hosts (rendezvous hashing), so a host
//     that comes or goes moves only the jobs that prefer it.

/** The agent that every server brings along. */
export const localHost: HostName = hostName("local");

/** What placement knows of a host. */
export interface HostFacts {
  readonly name: HostName;
  readonly labels: HostLabels;
  /** An absent member is no limit. */
  readonly capacity: HostShare;
  /** "away": it is not connected; "draining": an operator wants no new runs there. */
  readonly takesRuns: "yes" | "away" | "draining";
  /** What `local` means for this server, whatever its name is: where nodes share the work each has an agent of its own. */
  readonly isOwn?: boolean;
}

/** What the runs on a host take together. */
export interface HostLoad extends Required<HostShare> {
  readonly runs: number;
}

export const noLoad: HostLoad = { runs: 0, slots: 0, cpuUnits: 0, memoryMebibytes: 0 };

export interface Wish {
  readonly job: string;
  /** Absent: local. */
  readonly target: HostTarget | undefined;
  readonly requires: HostShare | undefined;
  /** If it fits: the host of the attempt before. */
  readonly prefer?: HostName;
  /** Only if no other fits: the host that just fell silent, say. */
  readonly avoid?: HostName;
}

export type HostChoice =
  | { readonly kind: "host"; readonly host: HostName }
  /** One sentence for the operator. */
  | { readonly kind: "none"; readonly reason: string };

export function chooseHost(
  wish: Wish,
  hosts: readonly HostFacts[],
  loadOf: (host: HostName) => HostLoad,
): HostChoice {
  const matching = hosts.filter(matcherOf(wish.target));
  const taking = matching.filter(({ takesRuns }) => takesRuns === "yes");
  const needs = needsOf(wish.requires);
  const fitting = taking.filter((host) => fits(host.capacity, loadOf(host.name), needs));
  const others = fitting.filter(({ name }) => name !== wish.avoid);
  const best =
    fitting.find(({ name }) => name === wish.prefer) ??
    preferred(wish, others.length > 0 ? others : fitting, loadOf, needs);
  if (best !== undefined) return { kind: "host", host: best.name };
  return { kind: "none", reason: whyNone(wish, matching, taking, needs) };
}

/** What a run takes of its host. */
export function needsOf(requires: HostShare | undefined): Required<HostShare> {
  return {
    slots: requires?.slots ?? 1,
    cpuUnits: requires?.cpuUnits ?? 0,
    memoryMebibytes: requires?.memoryMebibytes ?? 0,
  };
}

/** In words, for a run that waits. */
function targetText(target: HostTarget | undefined): string {
  if (target === undefined) return `host ${localHost}`;
  return target.kind === "host" ? `host ${target.name}` : `a host with ${target.expression}`;
}

function matcherOf(target: HostTarget | undefined): (host: HostFacts) => boolean {
  if (target?.kind !== "hosts") {
    const wanted = target?.name ?? localHost;
    return ({ name, isOwn }) => name === wanted || (wanted === localHost && isOwn === true);
  }
  const expression = expressionOf(target.expression);
  return ({ name, labels }) => expression !== undefined && matchesHost(expression, { ...labels, name });
}

/** A definition's expression was checked when it was applied; one that a later version cannot read matches nothing. */
function expressionOf(text: string): HostExpression | undefined {
  const parsed = parseHostExpression(text);
  return parsed.ok ? parsed.expression : undefined;
}

const measures = ["slots", "cpuUnits", "memoryMebibytes"] as const;

function fits(capacity: HostShare, load: HostLoad, needs: Required<HostShare>): boolean {
  return measures.every((measure) => {
    const limit = capacity[measure];
    return limit === undefined || load[measure] + needs[measure] <= limit;
  });
}

function preferred(
  { job, target }: Wish,
  hosts: readonly HostFacts[],
  loadOf: (host: HostName) => HostLoad,
  needs: Required<HostShare>,
): HostFacts | undefined {
  const isSticky = target?.kind === "hosts" && target.choice === "sticky";
  const ranks = hosts.map((host) => ({
    host,
    rank: isSticky ? -affinity(job, host.name) : fullness(host.capacity, loadOf(host.name), needs),
    runs: isSticky ? 0 : loadOf(host.name).runs,
  }));
  ranks.sort((a, b) => a.rank - b.rank || a.runs - b.runs || (a.host.name < b.host.name ? -1 : 1));
  return ranks[0]?.host;
}

/** Of the scarcest measure, once the run is there: 0 for empty, 1 for full. */
function fullness(capacity: HostShare, load: HostLoad, needs: Required<HostShare>): number {
  return Math.max(
    0,
    ...measures.map((measure) => {
      const limit = capacity[measure];
      return limit === undefined || limit === 0 ? 0 : (load[measure] + needs[measure]) / limit;
    }),
  );
}

/** FNV-1a with a final mix (MurmurHash3's): names that differ in one letter must not be neighbours. */
function affinity(job: string, host: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${job}\0${host}`)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}

function whyNone(
  { target }: Wish,
  matching: readonly HostFacts[],
  taking: readonly HostFacts[],
  needs: Required<HostShare>,
): string {
  const text = targetText(target);
  if (matching.length === 0) return `there is no ${text.replace(/^a /, "")}`;
  if (taking.length === 0) {
    const words = { yes: "ready", away: "not connected", draining: "draining" } as const;
    const [first] = matching;
    if (matching.length === 1 && first !== undefined)
      return `host ${first.name} is ${words[first.takesRuns]}`;
    const draining = matching.filter(({ takesRuns }) => takesRuns === "draining").length;
    return `of ${matching.length} hosts that match, ${draining} are draining and the others are not connected`;
  }
  const asked = measures
    .filter((measure) => needs[measure] > 0)
    .map((measure) => `${measure} ${needs[measure]}`);
  return `no ${text.replace(/^a /, "")} has room for ${asked.join(", ")}`;
}
