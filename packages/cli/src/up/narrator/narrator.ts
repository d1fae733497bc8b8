import type { Clock } from "@landbridge/model";
import type { ServerNews } from "@landbridge/server";
import { cliLimits } from "../../limits.ts";
import type { TimeText } from "../../output/time.ts";
import type { Output } from "../../terminal.ts";
import { jsonEvents } from "./json-events.ts";
import type { Line } from "./line.ts";
import { createTeller } from "./lines-of.ts";
import { logLine } from "./log-lines.ts";
import { createPace } from "./pace.ts";
import { paintLine } from "./paint-line.ts";

export interface Narrator {
  readonly news: (news: ServerNews) => void;
  /** Where the server's log goes: lines as pino writes them. */
  readonly log: { readonly write: (text: string) => void };
  /** What came before is told now, in order; it waits for the banner. */
  readonly begin: () => void;
  /** Nothing is kept back any longer. */
  readonly flush: () => void;
}

export interface NarratorOptions {
  readonly form: "text" | "json";
  readonly isQuiet: boolean;
  readonly out: Output;
  readonly times: TimeText;
  readonly clock: Clock;
}

export function createNarrator(options: NarratorOptions): Narrator {
  const { form, isQuiet, clock } = options;
  const held: string[] = [];
  let hasBegun = false;
  const writer = createWriter(options.out);
  const write = (text: string): void => {
    if (hasBegun) writer.write(text);
    else if (held.length < cliLimits.rememberedMax) held.push(text);
  };
  const pace = createPace({
    clock,
    linesPerSecond: cliLimits.narratedLinesPerSecond,
    tell: (line) => write(paintLine(line, options.times, options.out.colours)),
  });
  const tell = createTeller();
  const take = (line: Line): void => {
    if (!isQuiet || line.tone === "bad" || line.tone === "warning") pace.take(line);
  };
  return {
    news(news) {
      if (form === "text") for (const line of tell(news)) take(line);
      else if (!isQuiet) for (const event of jsonEvents(news)) write(`${JSON.stringify(event)}\n`);
    },
    log: { write: (text) => (form === "text" ? take(logLine(text)) : write(text)) },
    begin() {
      hasBegun = true;
      for (const text of held.splice(0)) writer.write(text);
    },
    flush: () => pace.flush(),
  };
}

/** A reader that has stopped reading must not fill the server's memory. */
function createWriter(out: Output): { readonly write: (text: string) => void } {
  let leftOut = 0;
  return {
    write(text) {
      if (out.pendingBytes() > cliLimits.narratedBytesWaitingMax) {
        leftOut += 1;
        return;
      }
      if (leftOut > 0) process.emitWarning(`${leftOut} lines were left out: their reader was too slow`);
      leftOut = 0;
      out.write(text);
    },
  };
}
