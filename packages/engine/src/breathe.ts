/**
 * Resolves after the event loop has gone round once: what else waits, such as requests, is served meanwhile. One
 * at a time: however many executions evaluate at length, only one of them goes on in each round.
 */
export function breathe(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  waiting.push(resolve);
  if (waiting.length === 1) setImmediate(letOneGoOn);
  return promise;
}

const waiting: (() => void)[] = [];

function letOneGoOn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(letOneGoOn);
}
