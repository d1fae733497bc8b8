import { cliLimits } from "../limits.ts";

export interface StopSignals {
  /** Resolves at the first Ctrl-C, SIGTERM or SIGHUP. */
  readonly first: Promise<NodeJS.Signals>;
  readonly close: () => void;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** @param again called at each further signal that is not the first one passed on by somebody else */
export function listenForStop(again: (signal: NodeJS.Signals) => void): StopSignals {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  let firstAt: number | undefined;
  const heard = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (firstAt === undefined) {
      firstAt = now;
      return resolve(signal);
    }
    if (now - firstAt > cliLimits.sameSignalMs) again(signal);
  };
  for (const signal of signals) process.on(signal, heard);
  return {
    first: promise,
    close: () => signals.forEach((signal) => void process.off(signal, heard)),
  };
}
