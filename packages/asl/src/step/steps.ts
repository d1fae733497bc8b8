/**
 * Now, or promised: the interpreter waits for an expression where one must be waited for, and nowhere else.
 * Where every expression answers at once nothing here ever makes a promise (docs/decisions/0002, 0007).
 */
export type Later<T> = T | Promise<T>;

/** Goes on with a value: at once, if it is there. */
export function after<T, U>(value: Later<T>, go: (value: T) => Later<U>): Later<U> {
  return value instanceof Promise ? value.then(go) : go(value);
}

/** Acts on what `next` gives, one after the other, until it gives nothing. */
export function drain<T>(next: () => T | undefined, act: (item: T) => Later<void>): Later<void> {
  for (let item = next(); item !== undefined; item = next()) {
    const acting = act(item);
    if (acting instanceof Promise) return acting.then(() => drain(next, act));
  }
}

/** Where much is evaluated and speed counts for little: code that yields what it may have to wait for. */
export type Steps<T> = Generator<Promise<unknown>, T, unknown>;

export function* settle<T>(value: Later<T>): Steps<T> {
  // What comes back is what the promise that was just yielded resolved to.
  return value instanceof Promise ? ((yield value) as T) : value;
}

/** Runs the generator; it becomes a promise only where it yields one. */
export function runSteps<T>(steps: Steps<T>): Later<T> {
  const first = steps.next();
  return first.done === true ? first.value : runOn(steps, first.value);
}

async function runOn<T>(steps: Steps<T>, firstWait: Promise<unknown>): Promise<T> {
  let wait = firstWait;
  for (;;) {
    const next = await wait.then(
      (value) => steps.next(value),
      (reason: unknown) => steps.throw(reason),
    );
    if (next.done === true) return next.value;
    wait = next.value;
  }
}
