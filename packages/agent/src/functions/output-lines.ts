import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { floodPauseMs, invocationLogBytesMax, logLineBytesMax } from "./limits.ts";

export interface OutputLine {
  /** The number of the invocation that printed it; 0: none was under way. */
  readonly seq: number;
  readonly text: string;
}

/**
 * Cuts a worker's stdout or stderr into lines and takes out the marks that say whose they are (see
 * worker/output.cjs). A forged mark can misplace a log line among the same worker's invocations, no more.
 */
export function readOutputLines(stream: Readable, onLine: (line: OutputLine) => void): OutputReading {
  const cutter = createLineCutter(onLine);
  const decoder = new StringDecoder("utf8");
  stream.on("data", (bytes: Buffer) => {
    const isFlooding = cutter.add(decoder.write(bytes));
    if (!isFlooding) return;
    stream.pause();
    setTimeout(() => stream.resume(), floodPauseMs).unref();
  });
  stream.on("end", () => cutter.end());
  // A worker that is killed may reset its end; what it printed until then has been read.
  stream.on("error", () => cutter.end());
  return { begin: (seq) => cutter.begin(seq) };
}

export interface OutputReading {
  /** What is printed from now on is that invocation's, where no mark says so. */
  begin(seq: number): void;
}

export interface LineCutter {
  /** @returns whether the present invocation has printed more than is kept */
  add(text: string): boolean;
  begin(seq: number): void;
  end(): void;
}

export function createLineCutter(onLine: (line: OutputLine) => void): LineCutter {
  let seq = 0;
  let rest = "";
  let isCutLine = false;
  let invocationBytes = 0;
  let isOver = false;

  const emit = (text: string): void => {
    if (isOver) return;
    invocationBytes += text.length;
    isOver = invocationBytes > invocationLogBytesMax;
    onLine({ seq, text: isOver ? `(left out: more than ${invocationLogBytesMax} bytes of output)` : text });
  };
  const endLine = (line: string): void => {
    const mark = markPattern.exec(line);
    const text = mark === null ? line : line.slice(0, mark.index);
    if (!isCutLine && (mark === null || text !== "")) emit(text);
    isCutLine = false;
    if (mark !== null) begin(Number(mark[1]));
  };
  const begin = (next: number): void => {
    seq = next;
    invocationBytes = 0;
    isOver = false;
  };
  return {
    add(text) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) endLine(cut(line));
      if (rest.length > logLineBytesMax) {
        if (!isCutLine) emit(cut(rest));
        isCutLine = true;
        // A mark may be under way at the end of what is thrown away.
        rest = rest.slice(-markCharsMax);
      }
      return isOver;
    },
    begin,
    end() {
      if (rest !== "") endLine(rest);
      rest = "";
    },
  };
}

const markPattern = new RegExp(`${"\u001e"}(\\d{1,10})$`);
const markCharsMax = 12;

function cut(line: string): string {
  if (line.length <= logLineBytesMax) return line;
  const mark = markPattern.exec(line.slice(-markCharsMax));
  return `${line.slice(0, logLineBytesMax)}… (cut)${mark === null ? "" : mark[0]}`;
}
