import type { Facts, ProcessLine } from "../facts.ts";
import type { Violation } from "../ledger.ts";

/**
 * No two processes of a job with a slot at the same time. The uptime is in hundredths of a second,
 * rounded down: a start that reads less than another's end was really before it.
 */
export function checkOverlap({ long, line }: Facts): Violation[] {
  return [...overlapsIn("long", long), ...overlapsIn("line", line)];
}

function overlapsIn(job: string, lines: readonly ProcessLine[]): Violation[] {
  const spans = spansOf(lines).toSorted((a, b) => a.from - b.from);
  return spans.flatMap((span, index): Violation[] => {
    const earlier = spans.slice(0, index).find(({ to }) => to > span.from);
    if (earlier === undefined) return [];
    const sentence = `${job}: ${span.run} started at ${span.from}, while ${earlier.run} ran until ${earlier.to}`;
    return [{ kind: "wrong", sentence }];
  });
}

export interface Span {
  readonly run: string;
  readonly from: number;
  readonly to: number;
}

/** A process that was ended before it could say anything more has lived until its start at least. */
function spansOf(lines: readonly ProcessLine[]): Span[] {
  return [...Map.groupBy(lines, ({ run, attempt }) => `${run}.${attempt}`).values()].map((said) => {
    const times = said.map(({ uptimeSeconds }) => uptimeSeconds);
    return { run: said[0]?.run ?? "", from: Math.min(...times), to: Math.max(...times) };
  });
}

/** Runs whose process lived through a kill of the server. */
export function spanning({ long, kills }: Facts): Span[] {
  return spansOf(long).filter(({ from, to }) => kills.some((at) => from < at && at < to));
}
