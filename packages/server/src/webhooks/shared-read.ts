/**
 * Reads once for all who ask before the read begins, and nobody is given what was read before he asked: of a burst
 * of things that end with one commit, all together cost one read.
 */
export function createSharedRead<T>(read: () => Promise<T>): () => Promise<T> {
  let next: Promise<T> | undefined;
  const begin = async (): Promise<T> => {
    // What one commit has answered asks within this turn of the microtasks.
    await Promise.resolve();
    next = undefined;
    return read();
  };
  return () => {
    next ??= begin();
    return next;
  };
}
