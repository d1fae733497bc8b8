import { createHash } from "node:crypto";
import { type RandomStream, randomStream, type Seed } from "@landbridge/model";

/** Choices out of one seeded stream. Each part of the world has its own, so that one more choice here changes nothing there. */
export interface Chance {
  readonly stream: RandomStream;
  /** True with this likelihood. */
  is(likelihood: number): boolean;
  /** Whole, from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** As many of 1 to 10 as of 10 to 100, and so on. */
  spread(least: number, most: number): number;
  pick<const T>(from: readonly [T, ...T[]]): T;
  pickIn<T>(from: readonly T[]): T | undefined;
  seed(): Seed;
}

export function chanceOf(seed: number, part: string): Chance {
  const digest = createHash("sha256").update(`${seed}/${part}`).digest();
  const word = (index: number): number => digest.readUInt32LE(index * 4);
  return chanceOn(randomStream([word(0), word(1), word(2), word(3)]));
}

function chanceOn(stream: RandomStream): Chance {
  const word = (): number => Math.floor(stream.next() * 0x1_0000_0000);
  const whole = (least: number, most: number): number =>
    least + Math.floor(stream.next() * (most - least + 1));
  return {
    stream,
    is: (likelihood) => stream.next() < likelihood,
    whole,
    spread: (least, most) => Math.round(least * (most / least) ** stream.next()),
    pick: (from) => from[whole(0, from.length - 1)] ?? from[0],
    pickIn: (from) => from[whole(0, from.length - 1)],
    seed: () => [word(), word(), word(), word()],
  };
}
