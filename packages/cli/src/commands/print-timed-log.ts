import type { Client } from "../client/client.ts";
import { Failure } from "../failure.ts";
import { cliLimits } from "../limits.ts";
import type { Output } from "../terminal.ts";
import { warnOfLack } from "./lack-warning.ts";
import { createLineStamps } from "./line-stamps.ts";
import type { LogPart } from "./log-part.ts";

/** What one stream of an attempt holds now, each line after its time; else byte for byte. */
export async function printTimedLog(
  client: Client,
  part: LogPart,
  attempt: number,
  err: Output,
): Promise<void> {
  const { run, stream, output } = part;
  const stamp = createLineStamps();
  let offset = 0;
  for (;;) {
    const query = { stream, attempt, offset, limit: cliLimits.logPageBytes, timestamps: true };
    const signal = AbortSignal.timeout(cliLimits.requestMs);
    const response = await client.open("getRunLog", { parameters: { id: run }, query }, signal);
    for (const line of (await response.text()).split("\n").filter((text) => text !== "")) {
      const { bytes, time } = parseLine(line);
      output.write(stamp(bytes, time));
    }
    await output.drained();
    const next = Number(response.headers.get("landbridge-next-offset"));
    if (!Number.isSafeInteger(next))
      throw new Failure("the server's answer does not say where the output goes on");
    if (next <= offset || response.headers.get("landbridge-end") === "true")
      return warnOfLack(part, response.headers.get("landbridge-may-lack-after"), err);
    offset = next;
  }
}

function parseLine(line: string): { readonly bytes: Uint8Array; readonly time: string | undefined } {
  const entry: unknown = JSON.parse(line);
  if (typeof entry === "object" && entry !== null) {
    const time = "time" in entry && typeof entry.time === "string" ? entry.time : undefined;
    if ("text" in entry && typeof entry.text === "string") return { bytes: Buffer.from(entry.text), time };
    if ("base64" in entry && typeof entry.base64 === "string")
      return { bytes: Buffer.from(entry.base64, "base64"), time };
  }
  throw new Failure("the server sent a line of a form that is not known; is it a newer version?");
}
