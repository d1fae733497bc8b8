import type { RunBody } from "@landbridge/api";
import { isOpenRun } from "@landbridge/model";
import type { Client } from "../client/client.ts";
import { connect } from "../client/connect.ts";
import { type ExitStatus, Failure } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import type { Output } from "../terminal.ts";
import { findById } from "./find-by-id.ts";
import { followLog } from "./follow-log.ts";
import type { LogPart } from "./log-part.ts";
import { printLog } from "./print-log.ts";
import { printTimedLog } from "./print-timed-log.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, parameters, terminal } = invocation;
  const client = connect(invocation);
  const found = await findRun(client, parameters[0] ?? "");
  const attempt = options.whole("attempt", { min: 1, max: 1_000_000 });
  const isStamped = options.flag("timestamps");
  const parts = partsOf(options.text("stream"), found, terminal).map((part) => ({ ...part, isStamped }));
  if (options.flag("follow")) return followLog(client, parts, { run: found, attempt, err: terminal.err });
  if (found.attempt === 0) {
    const why = isOpenRun(found.status) ? "follow it with -f" : (found.reason ?? "it never will");
    throw new Failure(`run ${found.id} is ${found.status} and has not started: there is no output; ${why}`);
  }
  const print = isStamped ? printTimedLog : printLog;
  for (const part of parts) await print(client, part, attempt ?? found.attempt, terminal.err);
  return 0;
}

/** Both streams to where they belong, or one alone to the standard output. */
function partsOf(
  stream: string | undefined,
  { id }: RunBody,
  { out, err }: { readonly out: Output; readonly err: Output },
): readonly LogPart[] {
  if (stream === "stdout" || stream === "stderr") return [{ run: id, stream, output: out }];
  return [
    { run: id, stream: "stdout", output: out },
    { run: id, stream: "stderr", output: err },
  ];
}

async function findRun(client: Client, id: string): Promise<RunBody> {
  const found = await findById(client, id);
  if (found.kind === "run") return found.run;
  throw new Failure(`"${id}" is an execution, which has no output of its own`, {
    status: 2,
    advice: `\`landbridge history ${id}\` shows its events, \`landbridge runs\` the runs that it launched`,
  });
}
