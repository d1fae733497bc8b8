import { assert } from "@landbridge/model";
import type { Figure, SuiteOptions } from "../figure.ts";
import { pollFigures } from "./pollers.ts";
import { startServer, type WireServer } from "./server.ts";
import { keptConnections, signedCall } from "./signed-call.ts";

const concurrencies = [1, 64, 256] as const;

/** W4 and W5; what each is stands in docs/internals/benchmarks.md. */
export async function benchWire({ seconds, data, progress }: SuiteOptions): Promise<Figure[]> {
  const server = await startServer(data);
  try {
    return [...(await startFigures(server, seconds, progress)), ...(await pollFigures(server, progress))];
  } finally {
    await server.close();
  }
}

async function startFigures(
  server: WireServer,
  seconds: number,
  progress: SuiteOptions["progress"],
): Promise<Figure[]> {
  const stateMachineArn = await makePass(server);
  const start = signedCall(server, "StartExecution", { stateMachineArn, input: '{"customer":"C-1001"}' });
  const figures: Figure[] = [];
  for (const concurrency of concurrencies) {
    progress(`W4: StartExecution over HTTP, ${concurrency} at once`);
    figures.push({
      id: `W4.start.${concurrency}`,
      what: `StartExecution over HTTP, signed, ${concurrency} at once`,
      value: await rateOf(start, concurrency, seconds),
      unit: "1/s",
      ...(concurrency === 256 && { target: { atLeast: 2_500 } }),
    });
  }
  return figures;
}

async function makePass(server: WireServer): Promise<string> {
  const agent = keptConnections(1);
  const { status, body } = await signedCall(server, "CreateStateMachine", {
    name: "pass",
    roleArn: "arn:aws:iam::000000000000:role/bench",
    definition: JSON.stringify({ StartAt: "Pass", States: { Pass: { Type: "Pass", End: true } } }),
  })(agent);
  agent.destroy();
  assert(status === 200, `the state machine is made: ${JSON.stringify(body)}`);
  return String(body["stateMachineArn"]);
}

async function rateOf(
  start: ReturnType<typeof signedCall>,
  concurrency: number,
  seconds: number,
): Promise<number> {
  const agent = keptConnections(concurrency);
  const measure = async (forSeconds: number): Promise<number> => {
    const until = performance.now() + forSeconds * 1_000;
    let count = 0;
    const startedAt = performance.now();
    const caller = async (): Promise<void> => {
      while (performance.now() < until) {
        const { status, body } = await start(agent);
        assert(status === 200, `an execution is started: ${JSON.stringify(body)}`);
        count += 1;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, caller));
    return count / ((performance.now() - startedAt) / 1_000);
  };
  try {
    // Connections, compiled code and caches.
    await measure(Math.min(2, seconds));
    return await measure(seconds);
  } finally {
    agent.destroy();
  }
}
