const slices = 3;
const warmUpShare = 0.2;

type Run = () => Promise<void>;

/**
 * Runs per second of both, side by side: they take turns, and of each its best slice counts, which is the
 * one that the rest of the machine disturbed least.
 * @param seconds for both together
 */
export async function bestRates(
  [ours, theirs]: readonly [Run, Run],
  seconds: number,
): Promise<[number, number]> {
  const slice = (seconds * 1000) / 2 / (slices + warmUpShare);
  await rate(ours, slice * warmUpShare);
  await rate(theirs, slice * warmUpShare);
  let best: [number, number] = [0, 0];
  for (let round = 0; round < slices; round += 1) {
    const [first, second] = best;
    best = [Math.max(first, await rate(ours, slice)), Math.max(second, await rate(theirs, slice))];
  }
  return best;
}

/** Per second of this process's own time: what else runs on the machine then disturbs little. Neither side waits. */
async function rate(run: Run, milliseconds: number): Promise<number> {
  const began = performance.now();
  const spent = process.cpuUsage();
  let runs = 0;
  do {
    await run();
    runs += 1;
  } while (performance.now() - began < milliseconds);
  const { user, system } = process.cpuUsage(spent);
  return (runs / (user + system)) * 1_000_000;
}
