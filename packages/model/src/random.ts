/** The only source of fresh randomness for whatever is not pure. */
export interface Random {
  /** 128 bits, unpredictable in production: the seed of everything random in one turn. */
  seed(): Seed;
}

/** Four whole numbers in [0, 2³²). */
export type Seed = readonly [number, number, number, number];

/** A stream of numbers that the same seed always repeats. */
export interface RandomStream {
  /** In [0, 1), with 32 bits of resolution. */
  next(): number;
}

/**
 * sfc32 (Chris Doty-Humphrey's "Small Fast Counting" generator): passes PractRand, four words of
 * state. Not for keys or secrets; those come from the shell.
 */
export function randomStream(seed: Seed): RandomStream {
  let [a, b, c, d] = seed;
  const nextWord = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) nextWord();
  return { next: () => nextWord() / 0x1_0000_0000 };
}
