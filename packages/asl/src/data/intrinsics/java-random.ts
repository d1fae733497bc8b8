// java.util.Random, which its documentation fixes to the bit: a linear congruential generator of 48 bits.
const MULTIPLIER = 0x5deece66dn;
const INCREMENT = 0xbn;
const MASK = (1n << 48n) - 1n;
const BITS = 31n;

/** The first `nextInt(span)` of a java.util.Random with this seed; `span` may exceed a Java int. */
export function javaRandomBelow(seed: number, span: number): number {
  const bound = BigInt(span);
  let state = (BigInt(seed) ^ MULTIPLIER) & MASK;
  for (;;) {
    state = (state * MULTIPLIER + INCREMENT) & MASK;
    const bits = state >> (48n - BITS);
    // A power of two takes the high bits; otherwise the tail that would favour small numbers is thrown again.
    if ((bound & -bound) === bound) return Number((bound * bits) >> BITS);
    const value = bits % bound;
    if (bits - value + bound <= 1n << BITS || bound > 1n << BITS) return Number(value);
  }
}

/** The first `nextDouble()` of a java.util.Random with this seed. */
export function javaRandomDouble(seed: number): number {
  const first = ((BigInt(seed) ^ MULTIPLIER) & MASK) * MULTIPLIER + INCREMENT;
  const second = (first & MASK) * MULTIPLIER + INCREMENT;
  const high = Number((first & MASK) >> 22n);
  const low = Number((second & MASK) >> 21n);
  return (high * 2 ** 27 + low) / 2 ** 53;
}
