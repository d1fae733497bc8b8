import type { Client } from "../client/client.ts";
import { Failure } from "../failure.ts";
import { cliLimits } from "../limits.ts";
import type { Output } from "../terminal.ts";
import { warnOfLack } from "./lack-warning.ts";
import type { LogPart } from "./log-part.ts";

/** What one stream of an attempt holds now, byte for byte. */
export async function printLog(client: Client, part: LogPart, attempt: number, err: Output): Promise<void> {
  const { run, stream, output } = part;
  let offset = 0;
  for (;;) {
    const request = {
      parameters: { id: run },
      query: { stream, attempt, offset, limit: cliLimits.logPageBytes },
    };
    const response = await client.open("getRunLog", request, AbortSignal.timeout(cliLimits.requestMs));
    const bytes = new Uint8Array(await response.arrayBuffer());
    output.write(bytes);
    await output.drained();
    const next = Number(response.headers.get("landbridge-next-offset"));
    if (!Number.isSafeInteger(next))
      throw new Failure("the server's answer does not say where the output goes on");
    if (bytes.length === 0 || next <= offset || response.headers.get("landbridge-end") === "true")
      return warnOfLack(part, response.headers.get("landbridge-may-lack-after"), err);
    offset = next;
  }
}
