import { connect } from "../client/connect.ts";
import { unreachableFailure } from "../client/unreachable.ts";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { out } = invocation.terminal;
  const client = connect(invocation);
  const response = await client.open("exportAudit", {}, new AbortController().signal);
  if (response.body === null) return 0;
  const decoder = new TextDecoder();
  try {
    for await (const piece of response.body) {
      out.write(decoder.decode(piece, { stream: true }));
      await out.drained();
    }
  } catch (error) {
    throw unreachableFailure(error, client.url);
  }
  return 0;
}
