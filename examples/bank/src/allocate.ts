export interface Share {
  readonly key: string;
  readonly weight: number;
}

/**
 * Divides a whole amount in proportion to the weights, into whole amounts that add up to it: the largest
 * remainders get what rounding down left over.
 */
export function allocate(total: number, shares: readonly Share[]): ReadonlyMap<string, number> {
  const sum = shares.reduce((all, { weight }) => all + weight, 0);
  if (sum === 0) return new Map(shares.map(({ key }) => [key, 0]));
  const parts = shares.map(({ key, weight }) => {
    const exact = (total * weight) / sum;
    return { key, amount: Math.floor(exact), remainder: exact - Math.floor(exact) };
  });
  const left = total - parts.reduce((all, { amount }) => all + amount, 0);
  const first = parts
    .toSorted((a, b) => b.remainder - a.remainder || (a.key < b.key ? -1 : 1))
    .slice(0, left);
  const lucky = new Set(first.map(({ key }) => key));
  return new Map(parts.map(({ key, amount }) => [key, amount + (lucky.has(key) ? 1 : 0)]));
}
