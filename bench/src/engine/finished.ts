import type { Engine } from "@landbridge/engine";
import type { ExecutionId } from "@landbridge/model";

/** Resolves when an execution has succeeded, also when it had before it was asked about. */
export function watchFinished(engine: Engine): (id: ExecutionId) => Promise<void> {
  const over = new Set<ExecutionId>();
  const waiting = new Map<ExecutionId, () => void>();
  engine.subscribe(({ id, history }) => {
    if (history.at(-1)?.type !== "ExecutionSucceeded") return;
    const tell = waiting.get(id);
    waiting.delete(id);
    if (tell === undefined) over.add(id);
    else tell();
  });
  return (id) =>
    new Promise((resolve) => {
      if (over.delete(id)) resolve();
      else waiting.set(id, resolve);
    });
}
