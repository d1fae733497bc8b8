import { randomFillSync } from "node:crypto";
import { type Clock, epochMs, type Random } from "@landbridge/model";

/** Longer waits are cut into pieces: Node's timers overflow at 2³¹ ms. */
const timerMsMax = 2 ** 30;

/** The system's clock. Its timers do not keep the process alive by themselves. */
export const systemClock: Clock = {
  now: () => epochMs(Date.now()),
  setTimer(due, fire) {
    let timer: NodeJS.Timeout | undefined;
    const arm = (): void => {
      const waitMs = Math.max(0, due - Date.now());
      const isLong = waitMs > timerMsMax;
      timer = setTimeout(() => (isLong ? arm() : fire()), Math.min(waitMs, timerMsMax));
      timer.unref();
    };
    arm();
    return () => clearTimeout(timer);
  },
};

const pool = new Uint32Array(1024);
let used = pool.length;

/** The system's randomness, drawn in larger pieces, as each draw costs a system call. */
export const systemRandom: Random = {
  seed() {
    if (used + 4 > pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const [a = 0, b = 0, c = 0, d = 0] = pool.subarray(used, used + 4);
    used += 4;
    return [a, b, c, d];
  },
};
