import type { Cancel, Clock } from "@landbridge/model";

/**
 * The life of a process. Dead, it does nothing more and hears of nothing; asleep (a machine that stands still, a
 * long collection of garbage), it goes on later where it was, as if no time had passed.
 */
export interface Life {
  readonly name: string;
  readonly isDead: boolean;
  readonly isAsleep: boolean;
  kill(): void;
  sleep(): void;
  wake(): void;
  /** Calls back as soon as the process can do something: at once, after its sleep, or never. */
  whenAwake(work: () => void): void;
  /** The outcome of something outside, as this process hears of it. */
  hears<T>(outcome: Promise<T>): Promise<T>;
  /** A clock whose timers fire in this process. */
  clockOf(clock: Clock): Clock;
}

export function createLife(name: string): Life {
  let isDead = false;
  let isAsleep = false;
  let waiting: (() => void)[] = [];
  const timers = new Set<Cancel>();
  const whenAwake = (work: () => void): void => {
    if (isDead) return;
    if (isAsleep) waiting.push(work);
    else work();
  };
  return {
    name,
    get isDead() {
      return isDead;
    },
    get isAsleep() {
      return isAsleep;
    },
    kill() {
      isDead = true;
      waiting = [];
      for (const cancel of timers) cancel();
      timers.clear();
    },
    sleep() {
      isAsleep = true;
    },
    wake() {
      isAsleep = false;
      for (const work of waiting.splice(0)) whenAwake(work);
    },
    whenAwake,
    hears: (outcome) =>
      new Promise((resolve, reject) => {
        outcome.then(
          (value) => whenAwake(() => resolve(value)),
          (error: unknown) => whenAwake(() => reject(error)),
        );
      }),
    clockOf: (clock) => ({
      now: () => clock.now(),
      setTimer(due, fire) {
        const cancel = clock.setTimer(due, () => {
          timers.delete(cancel);
          whenAwake(() => {
            if (!isCancelled) fire();
          });
        });
        let isCancelled = false;
        timers.add(cancel);
        return () => {
          isCancelled = true;
          timers.delete(cancel);
          cancel();
        };
      },
    }),
  };
}
