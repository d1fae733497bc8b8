import type { HostLink, OutputChunk, RunId } from "@landbridge/model";
import { findRun } from "./change-run.ts";
import { jobsError } from "./errors.ts";
import type { OutputRequest } from "./jobs.ts";
import { isOver } from "./run-record.ts";
import type { Shell } from "./shell.ts";

export async function readOutput(shell: Shell, request: OutputRequest): Promise<OutputChunk | undefined> {
  const found = await findOutput(shell, request.run, request.attempt);
  if (found === undefined) return undefined;
  const { attempt: _attempt, ...rest } = request;
  const { offset } = request;
  if (found.link === undefined)
    return { offset, bytes: new Uint8Array(0), droppedBefore: 0, isLast: found.isOver };
  return await found.link.readOutput({ ...rest, attempt: found.attempt });
}

export async function watchOutput(
  shell: Shell,
  run: RunId,
  attempt: number | undefined,
  changed: () => void,
): Promise<() => void> {
  const found = await findOutput(shell, run, attempt);
  return found?.link?.watchOutput(run, found.attempt, changed) ?? (() => undefined);
}

interface FoundOutput {
  readonly attempt: number;
  /** Undefined: no attempt was made, so there is no output. */
  readonly link: HostLink | undefined;
  readonly isOver: boolean;
}

async function findOutput(
  shell: Shell,
  id: RunId,
  attempt: number | undefined,
): Promise<FoundOutput | undefined> {
  const record = (await findRun(shell, id))?.record;
  if (record === undefined) return undefined;
  const { run } = record;
  const wanted = attempt ?? run.attempt;
  if (wanted < 1 || wanted > run.attempt || run.host === undefined)
    return { attempt: wanted, link: undefined, isOver: isOver(record) };
  const link = shell.options.hosts.link(run.host);
  if (link === undefined)
    throw jobsError("HOST_AWAY", `the output of run ${id} is on host ${run.host}; try again when it is back`);
  return { attempt: wanted, link, isOver: isOver(record) };
}
