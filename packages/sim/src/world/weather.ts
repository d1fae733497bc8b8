import type { HostFaults } from "@landbridge/jobs/simulated-host";
import type { Chance } from "./chance.ts";

/** How likely what goes wrong is; all of it is nothing once the world is healed. */
export interface Weather {
  /** Of each commit. */
  readonly rejected: number;
  readonly lostBefore: number;
  readonly lostAfter: number;
  /** The process dies with the commit undone, or done. */
  readonly diesBefore: number;
  readonly diesAfter: number;
  /** Of each read. */
  readonly readFails: number;
  /** A call of the store that takes time, and how long at most. */
  readonly slow: number;
  readonly slowMsMax: number;
  /** A function that fails, answers twice, or never. */
  readonly functionFails: number;
  readonly functionRepeats: number;
  readonly functionSilent: number;
  /** Between nodes. */
  readonly hintLost: number;
  readonly host: HostFaults;
}

export const fine: Weather = {
  rejected: 0,
  lostBefore: 0,
  lostAfter: 0,
  diesBefore: 0,
  diesAfter: 0,
  readFails: 0,
  slow: 0,
  slowMsMax: 0,
  functionFails: 0,
  functionRepeats: 0,
  functionSilent: 0,
  hintLost: 0,
  host: { loseMessage: 0, doubleMessage: 0, delayMsMax: 0 },
};

/** Each seed has its own: some worlds are nearly calm, so that things get far, and some are nothing but trouble. */
export function drawWeather(chance: Chance): Weather {
  const force = chance.pick([0.1, 0.4, 1, 3]);
  const some = (likelihood: number): number => (chance.is(0.7) ? Math.min(likelihood * force, 0.3) : 0);
  return {
    rejected: some(0.01),
    lostBefore: some(0.01),
    lostAfter: some(0.01),
    diesBefore: some(0.002),
    diesAfter: some(0.002),
    readFails: some(0.004),
    slow: some(0.1),
    slowMsMax: chance.spread(2, 3_000),
    functionFails: some(0.2),
    functionRepeats: some(0.1),
    functionSilent: some(0.03),
    // Not drawn: a world of one process is to stay what its seed made of it.
    hintLost: 0.2,
    host: {
      loseMessage: some(0.1),
      doubleMessage: some(0.1),
      delayMsMax: chance.is(0.5) ? chance.spread(1, 20_000) : 0,
    },
  };
}
