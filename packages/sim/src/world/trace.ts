import { createHash } from "node:crypto";

/** What happened, line by line, kept as a digest: two runs of one seed must agree in every line. */
export interface Trace {
  line(text: string): void;
  readonly lines: number;
  digest(): string;
}

export function createTrace(now: () => number, print: ((line: string) => void) | undefined): Trace {
  const hash = createHash("sha256");
  let lines = 0;
  return {
    line(text) {
      const line = `${now()} ${text}`;
      lines += 1;
      hash.update(line);
      print?.(line);
    },
    get lines() {
      return lines;
    },
    digest: () => hash.copy().digest("hex"),
  };
}
