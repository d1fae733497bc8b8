/** How many things are open, in all and by owner; an owner without any takes no room. */
export interface Counts {
  readonly total: () => number;
  readonly of: (owner: string) => number;
  /** Gives the undoing, which counts once however often it is called. */
  readonly add: (owner: string) => () => void;
}

export function createCounts(): Counts {
  const byOwner = new Map<string, number>();
  let total = 0;
  const of = (owner: string): number => byOwner.get(owner) ?? 0;
  const change = (owner: string, by: 1 | -1): void => {
    total += by;
    const count = of(owner) + by;
    if (count === 0) byOwner.delete(owner);
    else byOwner.set(owner, count);
  };
  return {
    total: () => total,
    of,
    add(owner) {
      let isOpen = true;
      change(owner, 1);
      return () => {
        if (isOpen) change(owner, -1);
        isOpen = false;
      };
    },
  };
}
