import type { Jobs } from "@landbridge/jobs";
import {
  type Clock,
  epochMs,
  type HostLink,
  isJsonArray,
  isJsonObject,
  type Json,
  type OutputChunk,
  type OutputTime,
  type RunId,
} from "@landbridge/model";
import type { NodeLog } from "./node-log.ts";

// A host whose agent is connected to another node: orders go through the store, and so do its answers.

/** Output that grows on a host elsewhere is looked for this often. */
const outputPollMs = 1_000;

/** What a host's node is asked: all of it is plain data, which JSON carries. */
type HostQuestion =
  | { readonly kind: "start"; readonly run: RunId; readonly attempt: number }
  | { readonly kind: "stop"; readonly target: Parameters<HostLink["stop"]>[0] }
  | { readonly kind: "deliver"; readonly run: RunId; readonly attempt: number }
  | { readonly kind: "signal"; readonly target: Parameters<HostLink["signal"]>[0] }
  | { readonly kind: "reconcile"; readonly attempts: Parameters<HostLink["reconcile"]>[0] }
  | { readonly kind: "read-output"; readonly request: Parameters<HostLink["readOutput"]>[0] };

export function forwardedLink(
  askJson: (question: Json) => Promise<Json>,
  clock: Clock,
  log: NodeLog,
): HostLink {
  const ask = (question: HostQuestion): Promise<Json> => askJson(question as unknown as Json);
  const tell = (question: HostQuestion): void => {
    ask(question).catch((err: unknown) => {
      log.warn({ err, kind: question.kind }, "an order did not reach its host's node; it is asked again");
    });
  };
  return {
    // Not the order itself: its secrets would be in a row.
    start: ({ run, attempt }) => tell({ kind: "start", run, attempt }),
    stop: (target) => tell({ kind: "stop", target }),
    deliver: ({ run, attempt }) => tell({ kind: "deliver", run, attempt }),
    signal: async (target) => Number(await ask({ kind: "signal", target })),
    reconcile: (attempts) => tell({ kind: "reconcile", attempts }),
    readOutput: async (request) => readChunk(await ask({ kind: "read-output", request })),
    watchOutput(_run, _attempt, changed) {
      let cancel = (): void => {};
      const arm = (): void => {
        cancel = clock.setTimer(epochMs(clock.now() + outputPollMs), () => {
          changed();
          arm();
        });
      };
      arm();
      return () => cancel();
    },
  };
}

/** @param asked by another node's `forwardedLink`; both are of this program */
export async function answerHost(
  agent: HostLink,
  asked: Json,
  { orderFor, deliverFor }: Pick<Jobs, "orderFor" | "deliverFor">,
): Promise<Json> {
  const question = asked as unknown as HostQuestion;
  switch (question.kind) {
    case "start":
      await orderFor(agent, question.run, question.attempt);
      return null;
    case "stop":
      agent.stop(question.target);
      return null;
    case "deliver":
      await deliverFor(agent, question.run, question.attempt);
      return null;
    case "signal":
      return agent.signal(question.target);
    case "reconcile":
      agent.reconcile(question.attempts);
      return null;
    case "read-output": {
      const { bytes, times, ...chunk } = await agent.readOutput(question.request);
      const text = Buffer.from(bytes).toString("base64");
      if (times === undefined) return { ...chunk, bytes: text };
      return { ...chunk, bytes: text, times: times.map(({ before, at }) => [before, at]) };
    }
  }
}

function readChunk(answer: Json): OutputChunk {
  const { offset, bytes, droppedBefore, isLast, mayLackAfter, times } = isJsonObject(answer) ? answer : {};
  return {
    offset: Number(offset),
    bytes: Buffer.from(typeof bytes === "string" ? bytes : "", "base64"),
    droppedBefore: Number(droppedBefore),
    isLast: isLast === true,
    ...(typeof mayLackAfter === "number" ? { mayLackAfter } : {}),
    ...(isJsonArray(times) ? { times: times.flatMap(readTime) } : {}),
  };
}

function readTime(time: Json): readonly OutputTime[] {
  return isJsonArray(time) ? [{ before: Number(time[0]), at: epochMs(Number(time[1])) }] : [];
}
