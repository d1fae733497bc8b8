/** Lets so many tasks run at the same time and so many wait; they begin in the order they came. */
export interface Gate {
  /** False: too many wait already, and the task will never run. A task deals with its own failures. */
  enter(task: () => Promise<void>): boolean;
  /** Forgets those that wait. */
  close(): void;
}

export function createGate(options: { readonly atOnceMax: number; readonly waitingMax: number }): Gate {
  let waiting: (() => Promise<void>)[] = [];
  let running = 0;
  const next = (): void => {
    while (running < options.atOnceMax) {
      const task = waiting.shift();
      if (task === undefined) return;
      running += 1;
      void task().finally(() => {
        running -= 1;
        next();
      });
    }
  };
  return {
    enter(task) {
      if (running >= options.atOnceMax && waiting.length >= options.waitingMax) return false;
      waiting.push(task);
      next();
      return true;
    },
    close() {
      waiting = [];
    },
  };
}
