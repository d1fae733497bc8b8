/**
 * Interpreter code that may have to wait for an expression: it yields the promise and is sent its
 * value. Where every expression answers at once nothing is ever yielded.
 */
export type Steps<T> = Generator<Promise<unknown>, T, unknown>;

export function* settle<T>(value: T | Promise<T>): Steps<T> {
  // What comes back is what the promise that was just yielded resolved to.
  return value instanceof Promise ? ((yield value) as T) : value;
}
