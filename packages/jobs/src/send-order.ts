import { type HostLink, LandbridgeError, type RunOrder } from "@landbridge/model";
import type { JobsOptions } from "./jobs.ts";
import type { RunRecord } from "./run-record.ts";
import type { Shell } from "./shell.ts";

/** To the host, with the secrets that its environment refers to, if any: they are looked up for each order anew. */
export function sendOrder(shell: Shell, link: HostLink, record: RunRecord): void {
  const order = toOrder(record, shell.options);
  if (order.secrets === undefined) return link.start(order);
  revealed(shell, order)
    .then(
      (environment) => link.start({ ...order, environment, epoch: shell.options.epoch() }),
      (error: unknown) => refuse(shell, link, order, error),
    )
    .catch((error: unknown) => {
      const message = "the link to the host threw; it will be asked again";
      shell.options.log({ level: "error", message, run: order.run, error });
    });
}

async function revealed(shell: Shell, order: RunOrder): Promise<RunOrder["environment"]> {
  const { secrets } = shell.options;
  if (secrets === undefined) throw new LandbridgeError("SECRETS_UNSET", "secrets are not set up here");
  const found = (order.secrets ?? []).map(
    async (name) => [name, await secrets.resolve(order.environment[name] ?? "")] as const,
  );
  return { ...order.environment, ...Object.fromEntries(await Promise.all(found)) };
}

/**
 * Where nothing but time can help, the order is simply not sent: it will be asked about, and looked up again. Else the
 * host is told to stop what was never started: its "not-started" is the evidence that ends the attempt (J2, H5),
 * whatever may have been sent before.
 */
function refuse(shell: Shell, link: HostLink, { run, attempt, job }: RunOrder, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  const isRetried = error instanceof LandbridgeError && error.retryable;
  const message = `attempt ${attempt} cannot be given its secrets${isRetried ? " yet" : ""}: ${reason}`;
  shell.options.log({ level: "warn", message, run, job });
  if (isRetried) return;
  shell.refusals.set(run, reason);
  link.stop({ run, attempt, epoch: shell.options.epoch() });
}

function toOrder({ run, plan }: RunRecord, { epoch, aws: awsOf, callback }: JobsOptions): RunOrder {
  if (plan === undefined) throw new TypeError("a run without a plan is not ordered");
  const { id, attempt, job, host } = run;
  const { environment } = plan;
  const aws = host === undefined ? undefined : awsOf?.({ run: id, attempt, job, host, environment });
  return {
    run: run.id,
    attempt: run.attempt,
    epoch: epoch(),
    job: run.job,
    command: plan.command,
    ...(plan.workingDirectory === undefined ? {} : { workingDirectory: plan.workingDirectory }),
    environment: plan.environment,
    ...(aws === undefined ? {} : { aws }),
    ...(plan.secrets === undefined ? {} : { secrets: plan.secrets }),
    ...(plan.files === undefined ? {} : { files: plan.files }),
    input: run.input,
    ...(plan.timeoutSeconds === undefined ? {} : { timeoutSeconds: plan.timeoutSeconds }),
    killGraceSeconds: plan.killGraceSeconds,
    outputBytesMax: plan.outputBytesMax,
    ...(plan.hasCallback && host && callback && { callback: callback({ run: id, attempt, host }) }),
    ...(plan.restart && { killAfterSeconds: plan.restart.killAfterSeconds }),
  };
}
