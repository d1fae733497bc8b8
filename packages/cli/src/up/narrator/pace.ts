import { type Clock, epochMs } from "@landbridge/model";
import type { Line } from "./line.ts";

// Between what happens and what a person can read.
//
// P1. In one second at most `linesPerSecond` lines are told, and as many again that are bad or warnings.
// P2. What is not told is counted by kind, and the counts are told before the next line, or at the end of
//     the second when nothing follows.

export interface Pace {
  readonly take: (line: Line) => void;
  /** Tells what was counted so far. */
  readonly flush: () => void;
}

export interface PaceOptions {
  readonly clock: Clock;
  readonly linesPerSecond: number;
  readonly tell: (line: Line) => void;
}

export function createPace({ clock, linesPerSecond, tell }: PaceOptions): Pace {
  const left = new Map<string, number>();
  let secondEnds = 0;
  let told = 0;
  const flush = (): void => {
    if (left.size === 0) return;
    const line = summaryOf(left, clock);
    left.clear();
    tell(line);
  };
  const beginSecond = (): void => {
    flush();
    told = 0;
    secondEnds = clock.now() + 1_000;
  };
  return {
    flush,
    take(line) {
      // A clock that was set back must not keep the second open.
      if (clock.now() >= secondEnds || clock.now() < secondEnds - 1_000) beginSecond();
      const most = line.tone === "bad" || line.tone === "warning" ? linesPerSecond * 2 : linesPerSecond;
      if (told < most) {
        told += 1;
        return tell(line);
      }
      if (left.size === 0) clock.setTimer(epochMs(secondEnds), beginSecond);
      left.set(line.plural, (left.get(line.plural) ?? 0) + 1);
    },
  };
}

function summaryOf(left: ReadonlyMap<string, number>, clock: Clock): Line {
  const counts = [...left].map(([plural, count]) => `${count} ${plural}`);
  return {
    at: clock.now(),
    subject: "server",
    name: "…",
    text: `and more in the same second: ${counts.join(", ")}`,
    tone: "dim",
    plural: "summaries",
  };
}
