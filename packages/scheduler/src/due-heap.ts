/** A binary heap of names by the instant at which each is next due. */
export interface DueHeap {
  push(at: number, name: string): void;
  /** The earliest; undefined: it is empty. */
  peek(): { readonly at: number; readonly name: string } | undefined;
  pop(): { readonly at: number; readonly name: string } | undefined;
  size(): number;
}

interface Item {
  readonly at: number;
  readonly name: string;
}

export function dueHeap(): DueHeap {
  const items: Item[] = [];
  return {
    push(at, name) {
      items.push({ at, name });
      siftUp(items, items.length - 1);
    },
    peek: () => items[0],
    pop() {
      const first = items[0];
      const last = items.pop();
      if (first === undefined || last === undefined || items.length === 0) return first;
      items[0] = last;
      siftDown(items, 0);
      return first;
    },
    size: () => items.length,
  };
}

function siftUp(items: Item[], start: number): void {
  let index = start;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!isBefore(items[index], items[parent])) return;
    swap(items, index, parent);
    index = parent;
  }
}

function siftDown(items: Item[], start: number): void {
  let index = start;
  for (;;) {
    const left = 2 * index + 1;
    let least = index;
    if (isBefore(items[left], items[least])) least = left;
    if (isBefore(items[left + 1], items[least])) least = left + 1;
    if (least === index) return;
    swap(items, index, least);
    index = least;
  }
}

/** Names decide where instants are equal, so that the order is always the same. */
function isBefore(a: Item | undefined, b: Item | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.at < b.at || (a.at === b.at && a.name < b.name);
}

function swap(items: Item[], i: number, j: number): void {
  const a = items[i];
  const b = items[j];
  if (a === undefined || b === undefined) return;
  items[i] = b;
  items[j] = a;
}
