import type { InvocationRequest, InvocationResult } from "./contract.ts";

/** One call on its way: waiting in its function's line, or sent to a worker. */
export interface Invocation {
  readonly request: InvocationRequest;
  readonly settle: (result: InvocationResult) => void;
  readonly abandon: () => void;
  /** Its number at the worker that it was sent to last; another one each time that it is sent. */
  seq: number;
}

/** First in, first out; what comes back goes to the front. */
export interface Line {
  readonly size: number;
  push(invocation: Invocation): void;
  shift(): Invocation | undefined;
  peek(): Invocation | undefined;
  putBack(invocations: readonly Invocation[]): void;
  takeAll(): readonly Invocation[];
}

export function createLine(): Line {
  let items: Invocation[] = [];
  let first = 0;
  return {
    get size() {
      return items.length - first;
    },
    push(invocation) {
      items.push(invocation);
    },
    shift() {
      const invocation = items[first];
      if (invocation === undefined) return undefined;
      first += 1;
      // Cut off in large pieces: array.shift() would move the whole line each time.
      if (first === items.length || first >= 1024) {
        items = items.slice(first);
        first = 0;
      }
      return invocation;
    },
    peek: () => items[first],
    putBack(invocations) {
      items = [...invocations, ...items.slice(first)];
      first = 0;
    },
    takeAll() {
      const all = items.slice(first);
      items = [];
      first = 0;
      return all;
    },
  };
}
