import { setTimeout as pause } from "node:timers/promises";
import { assert } from "@landbridge/model";
import type { Figure, SuiteOptions } from "../figure.ts";
import type { WireServer } from "./server.ts";
import { keptConnections, signedCall } from "./signed-call.ts";

const pollers = 2_000;
/** Executions a second: each gives one of those who wait its task. */
const tasksPerSecond = 200;

/** W5: 2,000 workers wait at once, and work comes for each of them, one after the other. */
export async function pollFigures(server: WireServer, progress: SuiteOptions["progress"]): Promise<Figure[]> {
  progress(`W5: ${pollers} pollers of one activity`);
  const agent = keptConnections(pollers + 16);
  try {
    const { activityArn, stateMachineArn } = await make(server, agent);
    const poll = signedCall(server, "GetActivityTask", { activityArn });
    const latencies: number[] = [];
    const waiting = Array.from({ length: pollers }, async () => {
      const { status, body } = await poll(agent);
      const answeredAt = Date.now();
      assert(status === 200, `a worker is answered: ${JSON.stringify(body)}`);
      // The input is when the execution was started, on this machine's clock.
      const { input } = body;
      if (typeof input === "string") latencies.push(answeredAt - Number(JSON.parse(input)));
    });
    await pause(3_000);
    for (let started = 0; started < pollers; started += 1) {
      const startedAt = performance.now();
      const { status, body } = await signedCall(server, "StartExecution", {
        stateMachineArn,
        input: String(Date.now()),
      })(agent);
      assert(status === 200, `an execution is started: ${JSON.stringify(body)}`);
      const left = 1_000 / tasksPerSecond - (performance.now() - startedAt);
      if (left > 0) await pause(left);
    }
    await Promise.all(waiting);
    assert(latencies.length === pollers, `each of ${pollers} workers has work, not ${latencies.length}`);
    const sorted = latencies.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
    const what = `${pollers} pollers at once, from StartExecution to a worker's answer`;
    return [
      { id: "W5.poll.p50", what: `${what}, p50`, value: at(0.5), unit: "ms" },
      { id: "W5.poll.p99", what: `${what}, p99`, value: at(0.99), unit: "ms", target: { atMost: 50 } },
      { id: "W5.poll.max", what: `${what}, slowest`, value: at(1), unit: "ms" },
    ];
  } finally {
    agent.destroy();
  }
}

async function make(
  server: WireServer,
  agent: ReturnType<typeof keptConnections>,
): Promise<{ readonly activityArn: string; readonly stateMachineArn: string }> {
  const call = async (operation: string, input: object): Promise<Record<string, unknown>> => {
    const { status, body } = await signedCall(server, operation, input)(agent);
    assert(status === 200, `${operation} is answered: ${JSON.stringify(body)}`);
    return body;
  };
  const activityArn = String((await call("CreateActivity", { name: "work" }))["activityArn"]);
  const { stateMachineArn } = await call("CreateStateMachine", {
    name: "works",
    roleArn: "arn:aws:iam::000000000000:role/bench",
    definition: JSON.stringify({
      StartAt: "Work",
      States: { Work: { Type: "Task", Resource: activityArn, End: true } },
    }),
  });
  return { activityArn, stateMachineArn: String(stateMachineArn) };
}
