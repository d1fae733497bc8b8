/**
 * One thing at a time in each lane, in the order of asking. Guards make a change right; a lane makes it
 * succeed at the first try.
 */
export interface Lanes {
  inLane<T>(lane: string, work: () => Promise<T>): Promise<T>;
  /** Asked for and not finished. */
  pending(lane: string): number;
}

export function createLanes(): Lanes {
  const lanes = new Map<string, { count: number; last: Promise<unknown> }>();
  return {
    pending: (lane) => lanes.get(lane)?.count ?? 0,
    inLane: async (name, work) => {
      const lane = lanes.get(name) ?? { count: 0, last: Promise.resolve() };
      lanes.set(name, lane);
      lane.count += 1;
      const done = lane.last.then(work);
      lane.last = done.catch(() => undefined);
      try {
        return await done;
      } finally {
        lane.count -= 1;
        if (lane.count === 0) lanes.delete(name);
      }
    },
  };
}
