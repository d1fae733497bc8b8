import { arrays } from "./arrays.ts";
import { encoding } from "./encoding.ts";
import type { IntrinsicFunction } from "./function.ts";
import { numbers } from "./numbers.ts";
import { texts } from "./texts.ts";

/** All intrinsic functions, by name with its "States.". */
export const FUNCTIONS: ReadonlyMap<string, IntrinsicFunction> = new Map(
  Object.entries({ ...arrays, ...encoding, ...texts, ...numbers }).map(([name, one]) => [
    `States.${name}`,
    one,
  ]),
);
