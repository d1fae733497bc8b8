import { Agent, request } from "node:http";
import { assert } from "@landbridge/model";
import type { Figure, SuiteOptions } from "../figure.ts";
import type { WireServer } from "../wire/server.ts";
import { jobCount, jobName } from "./projects.ts";

const concurrencies = [1, 64, 256] as const;
/** Of each figure; all together stay under the hundred runs that may wait for each job. */
const launchCounts = { 1: 200, 64: 3_000, 256: 3_000 } as const;
const warmUpCount = 800;

/** J1: `POST /v1/jobs/{name}/runs` until each is answered 202, which follows the commit of run and audit record. */
export async function launchFigures(
  server: WireServer,
  progress: SuiteOptions["progress"],
): Promise<Figure[]> {
  const key = await quickKey(server);
  await launchMany(server, key, 64, warmUpCount);
  const figures: Figure[] = [];
  for (const concurrency of concurrencies) {
    progress(`J1: launches over HTTP, ${concurrency} at once`);
    const { perSecond, p50Ms } = await launchMany(server, key, concurrency, launchCounts[concurrency]);
    figures.push({
      id: `J1.launch.${concurrency}`,
      what: `launches accepted over HTTP, ${concurrency} at once`,
      value: perSecond,
      unit: "1/s",
      ...(concurrency === 256 && { target: { atLeast: 2_000 } }),
    });
    if (concurrency === 1)
      figures.push({ id: "J1.latency", what: "one launch alone, p50", value: p50Ms, unit: "ms" });
  }
  return figures;
}

/** The server's own rate is for callers that are not a bench. */
async function quickKey(server: WireServer): Promise<string> {
  const limits = { requestsPerSecond: 100_000, requestsBurst: 100_000 };
  const body = { name: "bench", scopes: ["operate"], limits };
  const agent = new Agent();
  const answer = await post({ agent, url: new URL("/v1/keys", server.url), key: server.adminKey, body });
  agent.destroy();
  assert(answer.status === 201, `a key is made: ${answer.text}`);
  return (JSON.parse(answer.text) as { readonly secret: string }).secret;
}

async function launchMany(
  server: WireServer,
  key: string,
  concurrency: number,
  count: number,
): Promise<{ readonly perSecond: number; readonly p50Ms: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const tookMs: number[] = [];
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < count) {
      const url = new URL(`/v1/jobs/${jobName(next % jobCount)}/runs`, server.url);
      next += 1;
      const startedAt = performance.now();
      const { status, text } = await post({ agent, url, key, body: { input: { customer: "C-1001" } } });
      assert(status === 202, `a launch is accepted: ${text}`);
      tookMs.push(performance.now() - startedAt);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: concurrency }, caller));
  const seconds = (performance.now() - startedAt) / 1_000;
  agent.destroy();
  const [p50Ms = 0] = tookMs.toSorted((a, b) => a - b).slice(Math.floor(tookMs.length / 2));
  return { perSecond: count / seconds, p50Ms };
}

function post(call: {
  readonly agent: Agent;
  readonly url: URL;
  readonly key: string;
  readonly body: unknown;
}): Promise<{ readonly status: number; readonly text: string }> {
  const body = JSON.stringify(call.body);
  const headers = {
    "x-api-key": call.key,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(call.url, { method: "POST", agent: call.agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece: string) => {
        text += piece;
      });
      response.once("error", reject);
      response.once("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
