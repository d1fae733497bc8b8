import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, type TestContext, test } from "node:test";
import type { HostBody, RunBody } from "@landbridge/api";
import { hostName } from "@landbridge/model";
import {
  howToGetPostgres,
  isPostgresMissing,
  startPrivateServer,
} from "@landbridge/store-postgres/private-server";
import { until } from "../../test/crash/bench.ts";
import { type Client, createClient } from "../../test/crash/client.ts";
import { jobOf, projectOf } from "../../test/crash/projects.ts";
import { ServerProcess } from "../../test/crash/server-process.ts";
import { type Agent, startAgent } from "../../test/hosts/world.ts";
import { endProcesses, processesOf } from "../../test/processes.ts";

// Two nodes and an agent, each a process of its own, on one real database.

interface Node {
  readonly server: ServerProcess;
  readonly client: Client;
  readonly port: number;
}

interface Nodes {
  readonly folder: string;
  readonly a: Node;
  readonly b: Node;
  /** Connected to a. */
  readonly agent: Agent;
}

const target = { kind: "host", name: hostName("atlas") } as const;

async function startNodes(t: TestContext): Promise<Nodes> {
  const folder = await mkdtemp(join(tmpdir(), "landbridge-two-nodes-"));
  const database = await startPrivateServer();
  const servers: ServerProcess[] = [];
  const clients: Client[] = [];
  const agents: Agent[] = [];
  t.after(async () => {
    for (const agent of agents) await agent.kill();
    for (const client of clients) client.close();
    for (const server of servers) await server.kill();
    await endProcesses(folder);
    await database.remove();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });
  const projectFile = join(folder, "project.json");
  const line = `i=0; until [ -e ${folder}/go ]; do i=$((i+1)); echo line $i; sleep 0.05; done; echo done`;
  const jobs = [
    jobOf("load", `echo $$ >>${folder}/starts; ${line}`, { target }),
    jobOf("endless", "echo begun; sleep 1000", { target }),
    jobOf(
      "called",
      'echo "$LANDBRIDGE_CALLBACK_URL" >"$HERE/url.new"; mv "$HERE/url.new" "$HERE/url"; until [ -e "$LANDBRIDGE_CALLBACK_FILE" ]; do sleep 0.05; done',
      {
        target,
        hasCallback: true,
        environment: { HERE: folder },
      },
    ),
  ];
  await writeFile(projectFile, JSON.stringify(projectOf({ jobs })));
  const node = async (name: string): Promise<Node> => {
    const dataFolder = join(folder, name);
    await mkdir(dataFolder);
    const keys = { masterKeyFile: join(folder, "master.key"), secretsKeyFile: join(folder, "secrets.key") };
    const server = new ServerProcess(
      {
        dataFolder,
        port: 0,
        logFile: join(folder, `${name}.log`),
        projectFile,
        node: { name, leaseMs: 2_000, ...keys },
      },
      [],
      { LANDBRIDGE_STORE: database.url() },
    );
    servers.push(server);
    const { url } = await server.ready();
    const key = (await readFile(join(folder, "a", "admin.key"), "utf8")).trim();
    const client = createClient(url, key);
    clients.push(client);
    return { server, client, port: Number(new URL(url).port) };
  };
  const a = await node("a");
  const b = await node("b");
  const enrolled = await b.client.post<{ readonly token: string }>("/v1/hosts", { name: "atlas" });
  assert.equal(enrolled.status, 201, JSON.stringify(enrolled.body));
  const { token } = enrolled.body;
  const agent = startAgent({ name: "atlas", token, port: a.port, otherPorts: [b.port] }, folder, a.port);
  agents.push(agent);
  return { folder, a, b, agent };
}

const hostAt = async ({ client }: Node): Promise<HostBody> => client.get<HostBody>("/v1/hosts/atlas");
const runAt = ({ client }: Node, id: string) => client.get<RunBody>(`/v1/runs/${id}`);

async function launchAt({ client }: Node, job: string): Promise<string> {
  const launched = await client.post<RunBody>(`/v1/jobs/${job}/runs`, {});
  assert.equal(launched.status, 202, JSON.stringify(launched.body));
  return launched.body.id;
}

async function logAt({ client }: Node, id: string): Promise<string> {
  const answer = await client.call<string>(`/v1/runs/${id}/log`);
  return answer.status === 200 ? String(answer.body) : "";
}

suite("a host that is connected to another node", { skip: isPostgresMissing() && howToGetPostgres }, () => {
  const bounds = { timeout: 300_000 };

  test("is launched on, read, stopped, drained, rekeyed and removed through this one", bounds, async (t) => {
    const { a, b } = await startNodes(t);
    for (const node of [a, b])
      await until(
        () => hostAt(node),
        ({ isConnected }) => isConnected,
      );
    const [ofA, ofB] = [await hostAt(a), await hostAt(b)];
    assert.deepEqual({ ...ofA, lastSeenAt: "" }, { ...ofB, lastSeenAt: "" });

    const id = await launchAt(b, "endless");
    await until(
      () => runAt(b, id),
      ({ status }) => status === "RUNNING",
    );
    await until(
      () => logAt(b, id),
      (log) => log.includes("begun"),
    );
    const begunMs = performance.now();
    await logAt(b, id);
    const tookMs = performance.now() - begunMs;
    t.diagnostic(`a piece of output through the other node: ${tookMs.toFixed(1)} ms`);
    assert.equal((await b.client.post(`/v1/runs/${id}/stop`, {})).status, 202);
    const stopped = await until(
      () => runAt(a, id),
      ({ endedAt }) => endedAt !== undefined,
    );
    assert.equal(stopped.status, "STOPPED");
    assert.deepEqual(processesOf(id), []);

    const rotated = await b.client.post("/v1/hosts/atlas/rotate", {});
    assert.equal(rotated.status, 200, JSON.stringify(rotated.body));
    assert.equal((await b.client.post("/v1/hosts/atlas/drain", {})).status, 200);
    await until(
      () => hostAt(a),
      ({ state }) => state === "DRAINING",
    );
    assert.equal((await b.client.post("/v1/hosts/atlas/resume", {})).status, 200);
    await until(
      () => hostAt(a),
      ({ state }) => state === "ONLINE",
    );
    const removed = await b.client.call("/v1/hosts/atlas", { method: "DELETE" });
    assert.equal(removed.status, 200, JSON.stringify(removed.body));
    await until(
      () => hostAt(a),
      ({ state, isConnected }) => state === "REMOVED" && !isConnected,
    );
  });

  test("gives its run what was told to this one by callback", bounds, async (t) => {
    const { folder, a, b } = await startNodes(t);
    await until(
      () => hostAt(b),
      ({ isConnected }) => isConnected,
    );
    const id = await launchAt(b, "called");
    const text = await until(
      () => readFile(join(folder, "url"), "utf8").catch(() => ""),
      (url) => url !== "",
    );
    const url = new URL(text.trim());
    assert.equal(url.port, String(a.port), "the node that the agent is connected to");
    url.port = String(b.port);
    const headers = { "content-type": "application/json" };
    const answer = await fetch(url, { method: "POST", headers, body: '{"status":"SUCCEEDED"}' });
    assert.equal(answer.status, 204);
    const run = await until(
      () => runAt(a, id),
      ({ endedAt }) => endedAt !== undefined,
    );
    assert.deepEqual([run.status, run.attempt], ["SUCCEEDED", 1], JSON.stringify(run));
  });

  test("comes over when that one is killed, and its runs keep their one outcome", bounds, async (t) => {
    const { folder, a, b } = await startNodes(t);
    await until(
      () => hostAt(b),
      ({ isConnected }) => isConnected,
    );
    const id = await launchAt(b, "load");
    await until(
      () => logAt(b, id),
      (log) => log.includes("line 3"),
    );
    await a.server.kill();
    await until(
      () => logAt(b, id).catch(() => ""),
      (log) => log.includes("line 3"),
    );
    await until(
      () => hostAt(b),
      ({ state, isConnected }) => state === "ONLINE" && isConnected,
    );
    writeFileSync(join(folder, "go"), "");
    const run = await until(
      () => runAt(b, id),
      ({ endedAt }) => endedAt !== undefined,
    );
    assert.deepEqual([run.status, run.attempt], ["SUCCEEDED", 1], JSON.stringify(run));
    const lines = (await logAt(b, id)).trimEnd().split("\n");
    assert.equal(lines.at(-1), "done");
    lines.slice(0, -1).forEach((text, index) => assert.equal(text, `line ${index + 1}`));
    assert.equal(readFileSync(join(folder, "starts"), "utf8").trim().split("\n").length, 1);
    assert.deepEqual(processesOf(id), []);
    assert.equal((await b.client.list<RunBody>("/v1/runs")).length, 1);
  });
});
