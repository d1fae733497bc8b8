import { randomUUID } from "node:crypto";
import type { HostName } from "@landbridge/model";
import type { WebSocket } from "ws";
import { type ConnectionEvents, type HostConnection, serveConnection } from "./connection.ts";
import { type HostsContext, replace, rotateHere, warn } from "./hosts-context.ts";
import type { Claim } from "./registry.ts";

type Greeting = Parameters<ConnectionEvents["hello"]>[0];
type Answer = Awaited<ReturnType<ConnectionEvents["hello"]>>;

/** One connection of an agent, from its first word to its end. */
export function serveHost(context: HostsContext, claim: Claim, socket: WebSocket): void {
  const { clock, limits, registry, agents, silences, node, jobs } = context;
  const { host: name } = claim;
  const place = randomUUID();
  let session = "";
  const connection = serveConnection(socket, {
    clock,
    limits,
    on: {
      hello: (hello) => {
        session = hello.session.next;
        return greet(context, claim, hello);
      },
      ready: async () => {
        await registry.confirm(name, session, node && { node: node.id, connection: place });
        await takeIn(context, name, connection, place);
      },
      report: (report) => jobs().report(report, name),
      grown: (watch) => agents.of(name).grown(watch),
      keyStored: () => registry.keyStored(name),
      mayAnswer: () =>
        node === undefined || (context.hasLooked() && registry.find(name)?.at?.connection === place),
      heard: () => {
        if (agents.connectionOf(name) === connection) silences.heard(name);
      },
      failed: (message, error) => warn(context, name, message, error),
      closed: () => {
        if (agents.ended(name, connection)) ended(context, name, place);
      },
    },
  });
  agents.opened(connection);
}

async function greet(context: HostsContext, claim: Claim, hello: Greeting): Promise<Answer> {
  const { host: name } = claim;
  const { registry, node, jobs, silences } = context;
  // Nothing new is to come to life on the host that the enrolled one takes the place of.
  if (claim.by === "enrolment") {
    replace(context, name);
    if (node !== undefined) await jobs().refresh();
  }
  const admission = await registry.admit(claim, hello);
  if (admission.kind === "refused") {
    warn(context, name, `an agent was refused: ${admission.reason}`);
    return admission;
  }
  replace(context, name);
  // Before the welcome, which keeps alive what a silent host would end: nobody may wait for that any more.
  jobs().hostHeard(name);
  silences.heard(name);
  silences.watch(name);
  return { kind: "welcome", ...(admission.key === undefined ? {} : { key: admission.key }) };
}

/** It has stored what it was told: from now on it is the host. */
async function takeIn(
  context: HostsContext,
  name: HostName,
  connection: HostConnection,
  place: string,
): Promise<void> {
  const { registry, agents, silences, givenUp, changed, log, jobs } = context;
  silences.heard(name);
  replace(context, name);
  agents.attach(name, connection, place);
  givenUp.delete(name);
  silences.watch(name);
  changed();
  log.info({ host: name }, "its agent is connected");
  await jobs().hostBack(name);
  if (registry.isKeyOld(name)) await rotateHere(context, name, connection);
}

function ended(context: HostsContext, name: HostName, place: string): void {
  const { registry, node, isOpen, changed } = context;
  changed();
  if (node === undefined || !isOpen()) return;
  registry.left(name, place).catch((error: unknown) => {
    if (isOpen()) warn(context, name, "the end of its connection could not be noted", error);
  });
}
