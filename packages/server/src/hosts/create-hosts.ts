import type { HostFacts } from "@landbridge/jobs";
import type { HostName } from "@landbridge/model";
import { ConnectedAgents } from "./connected-agents.ts";
import { createDoor } from "./door.ts";
import { silenceCheckOf, takeAsSilent } from "./give-up.ts";
import { factsOf, localFacts } from "./host-facts.ts";
import { createHostOperations } from "./host-operations.ts";
import type { Hosts, HostsOptions } from "./hosts.ts";
import { type HostsContext, isConnected, placeElsewhere, rotateHere } from "./hosts-context.ts";
import { defaultHostsLimits, type HostsLimits } from "./limits.ts";
import { lookThrough } from "./look-through.ts";
import { createRegistry } from "./registry.ts";
import { serveHost } from "./serve-host.ts";
import { SilenceWatch } from "./silence-watch.ts";

export function createHosts(options: HostsOptions): Hosts {
  const { clock, log, jobs, node } = options;
  const limits: HostsLimits = { ...defaultHostsLimits, ...options.limits };
  const registry = createRegistry({
    ...options,
    limits,
    isShared: node !== undefined,
    runsOn: (name) => jobs().loadOf(name).runs,
  });
  const agents = new ConnectedAgents();
  const silences = new SilenceWatch({
    clock,
    silenceMs: limits.silenceMs,
    silent: (name) => takeAsSilent(context, name),
  });
  const wasConnected = new Set<HostName>();
  let lookedMs = performance.now();
  let isOpen = false;
  let facts: readonly HostFacts[] | undefined;
  const context: HostsContext = {
    node,
    clock,
    jobs,
    log,
    limits,
    registry,
    agents,
    silences,
    givenUp: new Set(),
    isOpen: () => isOpen,
    hasLooked: () => performance.now() - lookedMs <= limits.lookMs,
    changed() {
      facts = undefined;
      jobs().hostsChanged();
    },
  };
  const remote = (): readonly HostFacts[] =>
    registry.all().flatMap((host) => factsOf(host, isConnected(context, host.name)));

  return {
    ...createHostOperations(context, options.authority),
    ...createDoor({
      registry,
      isOpen: context.isOpen,
      enter: (claim, socket) => serveHost(context, claim, socket),
    }),
    link(name) {
      if (agents.isHere(name)) return agents.find(name);
      const place = placeElsewhere(context, name);
      return place === undefined ? undefined : node?.connectedTo(place);
    },
    async reload() {
      await registry.load();
      lookThrough(context, wasConnected);
      context.changed();
    },
    looked(sinceMs) {
      lookedMs = sinceMs;
      if (isOpen) lookThrough(context, wasConnected);
    },
    silence: (name) => silenceCheckOf(context, name),
    connected(place) {
      const name = agents.nameAt(place);
      return name === undefined ? undefined : agents.find(name);
    },
    isKnown: (place) =>
      registry.all().some(({ at }) => at?.connection === place && node?.isAlive(at.node) === true),
    async rotateOver(place) {
      const name = agents.nameAt(place);
      const connection = name === undefined ? undefined : agents.connectionOf(name);
      if (name !== undefined && connection !== undefined) await rotateHere(context, name, connection);
    },
    facts() {
      facts ??= [localFacts, ...remote()];
      return facts;
    },
    remote,
    load: () => registry.load(),
    open() {
      isOpen = true;
      silences.open();
      for (const { name } of registry.all())
        if (registry.isEnrolled(name) && placeElsewhere(context, name) === undefined) silences.watch(name);
      context.changed();
    },
    close() {
      isOpen = false;
      silences.close();
      agents.closeAll("the server stops");
    },
    connectedCount: () => agents.count,
  };
}
