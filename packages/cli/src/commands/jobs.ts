import type { JobBody } from "@landbridge/api";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { humanDuration } from "../output/duration.ts";
import { printFacts } from "../output/facts.ts";
import { printListing } from "../output/listing.ts";
import { plain } from "../output/plain.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, parameters } = invocation;
  const client = connect(invocation);
  const [name] = parameters;
  if (name !== undefined) return showJob(invocation, await client.call("getJob", { parameters: { name } }));
  const times = timeText(options);
  return printListing<JobBody>(invocation, pagesOf(client, "listJobs", { limit: readLimit(options) }), {
    whenEmpty: "no jobs; `landbridge apply DIR` loads a project",
    columns: [
      { title: "JOB", cell: (job) => job.name },
      { title: "CONCURRENCY", cell: ({ concurrency }) => concurrency },
      { title: "TIMEOUT", cell: ({ timeoutSeconds }) => secondsText(timeoutSeconds), isRight: true, goes: 3 },
      { title: "APPLIED", cell: ({ appliedAt }) => times.moment(appliedAt), goes: 2 },
      { title: "COMMAND", cell: ({ command }) => commandText(command), widthMin: 12 },
      { title: "DESCRIPTION", cell: ({ description }) => description, widthMin: 16, goes: 1 },
    ],
  });
}

function showJob({ options, terminal: { out } }: Invocation, job: JobBody): ExitStatus {
  if (options.flag("json")) {
    out.write(`${JSON.stringify(job, null, 2)}\n`);
    return 0;
  }
  const { maxAttempts, intervalSeconds, backoffRate } = job.retry;
  printFacts(out, [
    ["job", plain(job.name)],
    ["description", job.description === undefined ? undefined : plain(job.description)],
    ["command", plain(commandText(job.command))],
    ["working directory", job.workingDirectory === undefined ? undefined : plain(job.workingDirectory)],
    ["environment", job.environmentNames.length === 0 ? undefined : plain(job.environmentNames.join(" "))],
    ["concurrency", job.concurrency],
    ["timeout", secondsText(job.timeoutSeconds) ?? "none"],
    ["kill grace", secondsText(job.killGraceSeconds)],
    ["success exit codes", job.successExitCodes.join(" ")],
    [
      "retry",
      maxAttempts === 0 ? "none" : `${maxAttempts} times, after ${intervalSeconds} s, × ${backoffRate}`,
    ],
    ["data", job.data],
    ["output kept", `${job.outputBytesMax} bytes a stream`],
    ["applied", timeText(options).exact(job.appliedAt)],
  ]);
  return 0;
}

function secondsText(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : humanDuration(seconds * 1_000);
}

function commandText(command: JobBody["command"]): string {
  return command.kind === "shell" ? command.line : command.argv.map(quoted).join(" ");
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
