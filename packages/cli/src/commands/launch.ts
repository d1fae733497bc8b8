import { randomUUID } from "node:crypto";
import type { Client } from "../client/client.ts";
import { connect } from "../client/connect.ts";
import { ProblemFailure } from "../client/problem.ts";
import { unreachableCode } from "../client/unreachable.ts";
import { type ExitStatus, Failure, usageFailure } from "../failure.ts";
import { cliLimits } from "../limits.ts";
import type { Options } from "../program/options.ts";
import type { Invocation } from "../program/spec.ts";
import type { Work } from "./find-by-id.ts";
import { findTarget, type Target } from "./find-target.ts";
import { printFound } from "./print-found.ts";
import { readInput } from "./read-input.ts";
import { isSucceeded, waitForEnd } from "./wait-for-end.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, parameters, terminal } = invocation;
  const input = await readInput(options.text("input"), terminal);
  const client = connect(invocation);
  const target = await findTarget(client, parameters[0] ?? "", options);
  checkOptions(target, options);
  const launched = await launchOnce(client, target, { input, options });
  if (!options.flag("wait")) return tell(invocation, launched);
  const { dim } = terminal.err.colours;
  terminal.err.write(`${dim(`${launched.kind} ${idOf(launched)} launched; waiting for its end`)}\n`);
  const ended = await waitForEnd(client, launched, terminal.err);
  if (ended.kind === "interrupted") {
    terminal.err.write(
      `${launched.kind} ${idOf(launched)} goes on; \`landbridge show ${idOf(launched)}\` looks at it\n`,
    );
    return 130;
  }
  printFound(invocation, ended.found);
  return isSucceeded(ended.found) ? 0 : 1;
}

function checkOptions(target: Target, options: Options): void {
  if (target.kind === "job" && options.text("name") !== undefined)
    throw usageFailure(`--name is for executions; "${target.name}" is a job`);
}

interface LaunchFacts {
  readonly input: unknown;
  readonly options: Options;
}

/** Sent again, under the same key, when the answer was lost on the way: the server launches once. */
async function launchOnce(client: Client, target: Target, facts: LaunchFacts): Promise<Work> {
  const key = facts.options.text("idempotency-key") ?? randomUUID();
  for (let tries = 1; ; tries += 1) {
    try {
      return await launch(client, target, facts, key);
    } catch (error) {
      const isLost = error instanceof Failure && error.facts.code === unreachableCode;
      if (!isLost || tries >= cliLimits.launchTriesMax) throw explain(error, target);
    }
  }
}

async function launch(
  client: Client,
  target: Target,
  { input, options }: LaunchFacts,
  key: string,
): Promise<Work> {
  const parameters = { name: target.name };
  const headers = { "idempotency-key": key };
  if (target.kind === "job") {
    const run = await client.call("launchJob", { parameters, headers, body: { input } });
    return { kind: "run", run };
  }
  const name = options.text("name");
  const body = { input, ...(name !== undefined && { name }) };
  return { kind: "execution", execution: await client.call("startExecution", { parameters, headers, body }) };
}

function explain(error: unknown, target: Target): unknown {
  if (!(error instanceof ProblemFailure) || error.problem.code !== "RUN_BLOCKED") return error;
  const { blockingRun, run } = error.problem;
  const kept = run === undefined ? "" : `; the refusal is kept as run ${run}`;
  return new Failure(`job ${target.name} was not launched: run ${blockingRun ?? "?"} is still open${kept}`, {
    code: "RUN_BLOCKED",
    advice: `wait for it (\`landbridge logs ${blockingRun ?? "ID"} -f\`) or stop it (\`landbridge stop ${blockingRun ?? "ID"}\`)`,
  });
}

function tell(invocation: Invocation, launched: Work): ExitStatus {
  if (invocation.options.flag("json")) return printFound(invocation, launched);
  const { out, err } = invocation.terminal;
  const id = idOf(launched);
  const { status } = launched.kind === "run" ? launched.run : launched.execution;
  // The id alone on the standard output, for `ID=$(landbridge launch …)`.
  out.write(`${id}\n`);
  const closer = launched.kind === "run" ? `landbridge logs ${id} -f` : `landbridge history ${id}`;
  err.write(`${err.colours.dim(`${launched.kind} is ${status}; look closer with \`${closer}\``)}\n`);
  return 0;
}

function idOf(found: Work): string {
  return found.kind === "run" ? found.run.id : found.execution.id;
}
