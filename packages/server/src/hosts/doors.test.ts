import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  type AgentFrame,
  encodeOutputHeader,
  linkNameHeader,
  linkPath,
  parseServerFrame,
} from "@landbridge/agent/link";
import { epochMs, type HostTarget, hostName, isOpenRun, type Run, runId } from "@landbridge/model";
import { WebSocket } from "ws";
import { makeCertificate, skipWithoutOpenssl } from "../../test/hosts/certificate.ts";
import { type Agent, aJob, createWorld, type World } from "../../test/hosts/world.ts";

/** Of what hangs, not of what takes long: the machine may do much else. */
const bounds = { timeout: 180_000 };
const atlas: HostTarget = { kind: "host", name: hostName("atlas") };
const sleeper = aJob("sleep", { command: { kind: "shell", line: "exec sleep 60" }, target: atlas });
const isOver = (run: Run): boolean => !isOpenRun(run.status);
const isRunning = (run: Run): boolean => run.status === "RUNNING";

async function connected(world: World, name = "atlas"): Promise<Agent> {
  const agent = world.agent({ name, token: await world.enrol(name) });
  await world.online(name);
  return agent;
}

function stateOf(world: World, name = "atlas"): string {
  return world.server().ground.hosts.get(name).state;
}

test("a token holds once, and what it yields is a key that its owner alone can read", bounds, async (t) => {
  const world = await createWorld(t, []);
  const token = await world.enrol("atlas");
  assert.equal(stateOf(world), "ENROLLED");
  const agent = world.agent({ name: "atlas", token });
  await world.online("atlas");
  assert.equal(stateOf(world), "ONLINE");
  assert.equal(statSync(join(agent.dataFolder, "agent.json")).mode & 0o777, 0o600);
  const thief = world.agent({ name: "thief", dataFolder: join(world.folder, "thief"), token });
  await thief.told("away", /does not accept|was made for/);
  const everything = [...world.lines, readFileSync(join(agent.dataFolder, "agent.json"), "utf8")];
  assert.ok(!everything.some((text) => text.includes(token)));
});

test("a token that is too old lets nobody in", bounds, async (t) => {
  const world = await createWorld(t, [], { limits: { enrolmentMs: 0 } });
  const agent = world.agent({ name: "atlas", token: await world.enrol("atlas") });
  await agent.told("away", /does not accept the key/);
});

test("a copy of an agent's folder is refused, and the true agent goes on", bounds, async (t) => {
  const world = await createWorld(t, [sleeper]);
  const agent = await connected(world);
  const copy = join(world.folder, "copy");
  // Dead, it changes nothing there while it is copied.
  await agent.kill();
  cpSync(agent.dataFolder, copy, { recursive: true });
  await world.offline("atlas");
  world.agent({ name: "atlas" });
  await world.online("atlas");
  const id = await world.launch("sleep");
  await world.until(id, isRunning);
  await world
    .agent({ name: "atlas", dataFolder: copy })
    .told("failed", /another agent has used this host's key since/);
  assert.equal((await world.until(id, isRunning)).attempt, 1);
  assert.deepEqual(
    readdirSync(join(copy, "runs")).filter((name) => name.startsWith(id)),
    [],
  );
  await world.server().ground.jobs.stop(id, { principal: "test" });
  await world.until(id, isOver);
});

test("two agents do not share a folder", bounds, async (t) => {
  const world = await createWorld(t, []);
  await connected(world);
  await world.agent({ name: "atlas" }).told("failed", /another agent uses the data folder/);
});

test(
  "a drained host gets no new runs until it is resumed, and can be removed once it is empty",
  bounds,
  async (t) => {
    const world = await createWorld(t, [sleeper]);
    await connected(world);
    const { hosts, jobs } = world.server().ground;
    const id = await world.launch("sleep");
    await world.until(id, isRunning);
    assert.equal((await hosts.drain("atlas")).state, "DRAINING");
    await assert.rejects(hosts.remove("atlas"), /1 runs may be alive/);
    await assert.rejects(hosts.enrol({ name: "atlas", principal: "test" }), /1 runs may be alive/);
    await jobs.stop(id, { principal: "test" });
    await world.until(id, isOver);
    const waiting = await world.launch("sleep");
    const queued = await world.until(waiting, (run) => run.reason !== undefined);
    assert.deepEqual([queued.status, queued.reason], ["QUEUED", "host atlas is draining"]);
    await hosts.resume("atlas");
    await world.until(waiting, isRunning);
    await jobs.stop(waiting, { principal: "test" });
    await world.until(waiting, isOver);
    assert.equal((await hosts.remove("atlas")).state, "REMOVED");
    assert.equal(hosts.facts().length, 1);
  },
);

test("a removed host's key is refused, and a new token brings it back", bounds, async (t) => {
  const world = await createWorld(t, []);
  const agent = await connected(world);
  await world.server().ground.hosts.remove("atlas");
  await agent.told("away", /removed/);
  await agent.kill();
  world.agent({ name: "atlas", token: await world.enrol("atlas") });
  await world.online("atlas");
  assert.equal(stateOf(world), "ONLINE");
});

test("a key is rotated over the connection, and an old one rotates by itself", bounds, async (t) => {
  const world = await createWorld(t, [], { limits: { keyMsMax: 1 } });
  const agent = await connected(world);
  const keyNow = (): string => JSON.parse(readFileSync(join(agent.dataFolder, "agent.json"), "utf8")).key;
  const first = keyNow();
  await agent.kill();
  await world.offline("atlas");
  const again = world.agent({ name: "atlas" });
  await world.online("atlas");
  await changes(keyNow, first);
  const second = keyNow();
  await world.server().ground.hosts.rotate("atlas");
  await changes(keyNow, second);
  await again.kill();
  await world.agent({ name: "atlas" }).told("connected");
});

/** Looks again whenever the event loop comes round: a rename in a folder may be told of before it is whole. */
async function changes(read: () => string, from: string): Promise<void> {
  while (read() === from) await new Promise((resolve) => setImmediate(resolve));
}

/** A client that speaks the protocol as badly as it likes, with a key that is good. */
async function stranger(world: World, name: string): Promise<Stranger> {
  const token = await world.enrol(name);
  const { url } = world.server();
  const { s: secret } = JSON.parse(Buffer.from(token.slice(4), "base64url").toString());
  const socket = new WebSocket(`${url.replace("http", "ws")}${linkPath}`, {
    headers: { authorization: `Bearer lbt_${secret}`, [linkNameHeader]: name },
  });
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  let seq = 0;
  const send = (frame: object, number = (seq += 1)): void =>
    socket.send(JSON.stringify({ seq: number, ...frame }));
  const kinds: string[] = [];
  const waiting = new Set<() => void>();
  socket.on("message", (data: Buffer) => {
    kinds.push(parseServerFrame(data.toString())?.frame.kind ?? "?");
    for (const wake of [...waiting]) wake();
  });
  await new Promise((resolve) => socket.once("open", resolve));
  const told = (kind: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (kinds.includes(kind)) resolve();
      };
      waiting.add(look);
      look();
    });
  const greet = async (): Promise<void> => {
    send(hello);
    await told("welcome");
    send({ kind: "ready" });
    send({ kind: "beat", asked: 1 });
    await told("heard");
  };
  return { socket, send, closed, told, greet };
}

interface Stranger {
  readonly socket: WebSocket;
  readonly send: (frame: object, seq?: number) => void;
  readonly closed: Promise<number>;
  readonly told: (kind: string) => Promise<void>;
  readonly greet: () => Promise<void>;
}

const hello: AgentFrame = {
  kind: "hello",
  versions: [1],
  session: { last: null, next: "one" },
  agentVersion: "x",
  bootId: "b",
  labels: {},
  capacity: {},
};

test("whoever breaks the protocol is cut off, and nothing else is harmed", bounds, async (t) => {
  const world = await createWorld(t, [sleeper]);
  await connected(world);
  const id = await world.launch("sleep");
  await world.until(id, isRunning);
  const at = epochMs(1);
  const report = { run: id, attempt: 1, at, kind: "not-started", reason: "forged" };
  const breaches: readonly (readonly [string, (one: Stranger) => void | Promise<void>])[] = [
    ["junk", ({ socket }) => socket.send("junk")],
    ["no hello first", ({ send }) => send({ kind: "ready" })],
    ["a hello of another form", ({ send }) => send({ ...hello, labels: { a: 1 } })],
    [
      "too many labels",
      ({ send }) =>
        send({ ...hello, labels: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`l${i}`, ""])) }),
    ],
    ["a report before it is ready", ({ send }) => send({ kind: "report", id: 1, report })],
    ["a second hello", async ({ send, greet }) => (await greet(), send(hello))],
    [
      "a frame that came before",
      async ({ send, greet }) => (await greet(), send({ kind: "beat", asked: 1 }, 3)),
    ],
    ["a gap", async ({ send, greet }) => (await greet(), send({ kind: "beat", asked: 1 }, 9))],
    [
      "a report that is none",
      async ({ send, greet }) => (
        await greet(), send({ kind: "report", id: 1, report: { ...report, kind: "won" } })
      ),
    ],
    ["binary junk", async ({ socket, greet }) => (await greet(), socket.send(new Uint8Array(30).fill(255)))],
  ];
  for (const [index, [what, breach]] of breaches.entries()) {
    const one = await stranger(world, `stranger-${index}`);
    await breach(one);
    assert.equal(await one.closed, 4400, what);
  }
  const large = await stranger(world, "large");
  large.socket.send("x".repeat(17_000_000));
  assert.equal(await large.closed, 1009);
  assert.equal((await world.until(id, isRunning)).attempt, 1);
  await world.server().ground.jobs.stop(id, { principal: "test" });
  await world.until(id, isOver);
});

test("a host has nothing to say of another host's runs", bounds, async (t) => {
  const world = await createWorld(t, [sleeper]);
  await connected(world);
  const id = await world.launch("sleep");
  await world.until(id, isRunning);
  const forger = await stranger(world, "forger");
  await forger.greet();
  const exit = { kind: "code", code: 0 };
  const forged = { run: id, attempt: 1, at: 1, kind: "ended", how: "exited", exit };
  forger.send({ kind: "report", id: 1, report: forged });
  await forger.told("taken");
  // An answer to a question that nobody asked is nothing either.
  const chunk = { offset: 0, droppedBefore: 0, isLast: true };
  forger.socket.send(encodeOutputHeader(5, 99, chunk));
  forger.send({ kind: "report", id: 2, report: { ...forged, run: runId("nobody") } }, 6);
  assert.equal((await world.until(id, isRunning)).status, "RUNNING");
  forger.socket.close();
  await world.server().ground.jobs.stop(id, { principal: "test" });
  await world.until(id, isOver);
});

test("what is watched on a host is told of as it grows, and read over the connection", bounds, async (t) => {
  const line =
    "echo one; read -r x < ../state/go 2>/dev/null; until [ -e ../state/go ]; do sleep 0.02; done; echo two";
  const world = await createWorld(t, [aJob("talk", { command: { kind: "shell", line }, target: atlas })]);
  const agent = await connected(world);
  const id = await world.launch("talk");
  await world.until(id, isRunning);
  const { jobs } = world.server().ground;
  let grown = Promise.withResolvers<void>();
  const unwatch = await jobs.watchOutput(id, 1, () => grown.resolve());
  t.after(unwatch);
  const read = async (): Promise<string> => {
    const chunk = await jobs.readOutput({
      run: id,
      attempt: 1,
      stream: "stdout",
      offset: 0,
      bytesMax: 1_000,
    });
    return Buffer.from(chunk?.bytes ?? []).toString();
  };
  while ((await read()) !== "one\n") {
    await grown.promise;
    grown = Promise.withResolvers();
  }
  execFileSync("touch", [join(agent.dataFolder, "runs", `${id}.1`, "state", "go")]);
  while ((await read()) !== "one\ntwo\n") {
    await grown.promise;
    grown = Promise.withResolvers();
  }
  await world.until(id, isOver);
});

test("over TLS an agent trusts the authority of its token, and no other", {
  ...bounds,
  skip: skipWithoutOpenssl,
}, async (t) => {
  const world = await createWorld(t, [sleeper], { tls: makeCertificate(t) });
  const token = await world.enrol("atlas");
  const agent = world.agent({ name: "atlas", token, scheme: "https" });
  await world.online("atlas");
  const id = await world.launch("sleep");
  await world.until(id, isRunning);
  await world.server().ground.jobs.stop(id, { principal: "test" });
  await world.until(id, isOver);
  // Another server in its place is not even told the key.
  await agent.kill();
  const { port } = world.server();
  const impostor = await createWorld(t, [], { tls: makeCertificate(t, "impostor") });
  const lured = world.agent({ name: "atlas", scheme: "https", port: impostor.server().port });
  await lured.told("away", /certificate|self-signed/);
  await lured.kill();
  const fresh = world.agent({
    name: "boreal",
    token: await world.enrol("boreal"),
    scheme: "https",
    port: impostor.server().port,
  });
  await fresh.told("failed", /has the fingerprint of the token/);
  await world.agent({ name: "atlas", scheme: "https", port }).told("connected");
});
