import { cliLimits } from "../limits.ts";
import type { Output } from "../terminal.ts";
import { isAway } from "./unreachable.ts";

export interface Patience {
  readonly answered: () => void;
  /** Throws it on, when it is no absence or lasts too long. */
  readonly failed: (error: unknown) => void;
}

/** A server that is away is waited for, for a while; said once, each time. */
export function patienceOf(err: Output): Patience {
  let awaySince: number | undefined;
  return {
    answered: () => void (awaySince = undefined),
    failed(error) {
      if (!isAway(error)) throw error;
      if (awaySince === undefined)
        err.write(`${err.colours.yellow("the server does not answer; still waiting")}\n`);
      awaySince ??= Date.now();
      if (Date.now() - awaySince > cliLimits.silenceMsMax) throw error;
    },
  };
}
