/** The candidate that was probably meant, if one is near enough; for "did you mean …?". */
export function nearest(found: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = allowedDistance(found) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(found.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `did you mean "jobs"?`, or the names there are, or what to say where there are none. */
export function suggestion(found: string, candidates: readonly string[], none: string): string {
  const name = nearest(found, candidates);
  if (name !== undefined) return `did you mean "${name}"?`;
  if (candidates.length === 0) return none;
  const listed = candidates.slice(0, LISTED_MAX).join(", ");
  return candidates.length > LISTED_MAX ? `there are ${listed}, …` : `there is ${listed}`;
}

const LISTED_MAX = 12;
/** Longer texts are no slip of the pen, and comparing them would cost their product. */
const COMPARED_CHARACTERS_MAX = 100;

function allowedDistance(text: string): number {
  return Math.max(1, Math.floor(text.length / 3));
}

/** Insertions, deletions, replacements and swaps of neighbours; `limit` when it is at least that. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit || Math.max(a.length, b.length) > COMPARED_CHARACTERS_MAX)
    return limit;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let cell = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + cost);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) cell = Math.min(cell, at(beforePrevious, j - 2) + 1);
      row.push(cell);
    }
    beforePrevious = previous;
    previous = row;
  }
  return Math.min(limit, at(previous, b.length));
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
