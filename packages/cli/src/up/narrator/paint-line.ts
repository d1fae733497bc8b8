import { plain } from "../../output/plain.ts";
import type { TimeText } from "../../output/time.ts";
import type { Colours } from "../../terminal.ts";
import type { Line, Subject, Tone } from "./line.ts";

const subjectPaints = {
  schedule: "magenta",
  execution: "blue",
  run: "cyan",
  function: "gray",
  server: "bold",
} as const satisfies Record<Subject, keyof Colours>;

const tonePaints = {
  plain: "reset",
  good: "green",
  warning: "yellow",
  bad: "red",
  dim: "dim",
} as const satisfies Record<Tone, keyof Colours>;

const SUBJECT_WIDTH = Math.max(...Object.keys(subjectPaints).map((subject) => subject.length));
const NAME_WIDTH = 16;

/** "08:00:00  run        load-customers  succeeded after 1.2 s" */
export function paintLine(line: Line, times: TimeText, colours: Colours): string {
  const subject = colours[subjectPaints[line.subject]](line.subject.padEnd(SUBJECT_WIDTH));
  const text = colours[tonePaints[line.tone]](plain(line.text));
  return `${colours.dim(times.clock(line.at))}  ${subject}  ${plain(line.name).padEnd(NAME_WIDTH)}  ${text}\n`;
}
