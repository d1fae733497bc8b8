import type { ChannelEvents, WorkerChannel } from "../../channel.ts";
import type { InvokeFrame } from "../../frames.ts";

/** An invocation as the process is given it. */
export interface HandedOver extends InvokeFrame {
  /** Epoch milliseconds. */
  readonly deadlineMs: number;
}

/** Between a worker's line of invocations and a process that asks for them one by one. */
export interface RuntimeChannel extends WorkerChannel {
  /** Undefined: it has one already, or asks twice. */
  next(): { readonly wait: Promise<HandedOver>; readonly giveUp: () => void } | undefined;
  /** False: that is not the invocation under way. */
  succeeded(requestId: string, payload: string): boolean;
  failed(requestId: string, errorText: string): boolean;
  initFailed(errorText: string): void;
  closed(): void;
}

export interface RuntimeChannelParts {
  readonly events: ChannelEvents;
  readonly timeoutMs: number;
  /** What is printed from now on is that invocation's. */
  readonly begins: (seq: number) => void;
  readonly destroy: () => void;
}

export function createRuntimeChannel({
  events,
  timeoutMs,
  begins,
  destroy,
}: RuntimeChannelParts): RuntimeChannel {
  const line: InvokeFrame[] = [];
  let current: { readonly frame: InvokeFrame; readonly startedAt: number } | undefined;
  let asking: ((frame: HandedOver) => void) | undefined;
  let isReady = false;
  let isClosed = false;

  function handOver(): void {
    const frame = line[0];
    if (asking === undefined || frame === undefined) return;
    line.shift();
    const give = asking;
    asking = undefined;
    current = { frame, startedAt: performance.now() };
    begins(frame.seq);
    give({ ...frame, deadlineMs: Date.now() + timeoutMs });
  }

  function settle(kind: "succeeded" | "failed", requestId: string, text: string): boolean {
    if (current === undefined || current.frame.requestId !== requestId) return false;
    const { frame, startedAt } = current;
    current = undefined;
    const value = Math.round((performance.now() - startedAt) * 1_000);
    events.answer({ kind, seq: frame.seq, value, text });
    return true;
  }

  return {
    invoke: (frame) => void line.push(frame),
    recall() {
      const [first, last] = [line[0]?.seq ?? 0, line.at(-1)?.seq ?? 0];
      line.length = 0;
      // Not at once: as from a process, the answer comes after the call has returned.
      setImmediate(() => events.answer({ kind: "returned", seq: first, value: last, text: "" }));
    },
    flush: handOver,
    get isClosed() {
      return isClosed;
    },
    destroy,
    next() {
      if (current !== undefined || asking !== undefined) return undefined;
      if (!isReady) {
        isReady = true;
        setImmediate(() => events.answer({ kind: "ready", seq: 0, value: 0, text: "" }));
      }
      const asked = Promise.withResolvers<HandedOver>();
      const give = asked.resolve;
      asking = give;
      handOver();
      return {
        wait: asked.promise,
        giveUp: () => {
          if (asking === give) asking = undefined;
        },
      };
    },
    succeeded: (requestId, payload) => settle("succeeded", requestId, payload),
    failed: (requestId, errorText) => settle("failed", requestId, errorText),
    initFailed: (text) => events.answer({ kind: "init-failed", seq: 0, value: 0, text }),
    closed() {
      if (isClosed) return;
      isClosed = true;
      events.closed();
    },
  };
}
