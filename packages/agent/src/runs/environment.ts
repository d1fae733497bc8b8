import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { RunOrder } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { filePaths } from "./given-files.ts";

/** What a job's process finds in its environment: a clean one, so that nothing of the server's leaks into it. */
export function jobEnvironment(order: RunOrder, paths: AttemptPaths): Readonly<Record<string, string>> {
  const { HOME, LANG, TZ, PATH } = process.env;
  return {
    ...(HOME === undefined ? {} : { HOME }),
    ...(LANG === undefined ? {} : { LANG }),
    ...(TZ === undefined ? {} : { TZ }),
    ...(order.aws && {
      ...order.aws.environment,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: paths.awsToken,
    }),
    ...order.environment,
    ...filePaths(order, paths),
    // `node` is the Node that runs us: what else is on the machine may be too old for a job's script.
    PATH: [
      ...(order.environment["PATH"] === undefined ? [dirname(process.execPath)] : []),
      order.environment["PATH"] ?? PATH ?? "/usr/local/bin:/usr/bin:/bin",
      launchersFolder,
    ].join(":"),
    ...attemptMark(order),
    LANDBRIDGE_NODE: process.execPath,
    LANDBRIDGE_JOB: order.job,
    LANDBRIDGE_INPUT_FILE: paths.input,
    LANDBRIDGE_RESULT_FILE: paths.result,
    LANDBRIDGE_PROGRESS_FILE: paths.progress,
    ...(order.callback && {
      LANDBRIDGE_CALLBACK_URL: `${order.callback.origin ?? ""}${order.callback.path}`,
      LANDBRIDGE_CALLBACK_FILE: paths.outcome,
    }),
  };
}

/** Behind everything else on a job's PATH: what its definition's `http:`, `sql:`, `container:` and the like are run by. */
const launchersFolder = fileURLToPath(new URL("./launchers", import.meta.url));

/** In the environment of the supervisor and of all its descendants that keep theirs: what tells them as ours. */
export function attemptMark({ run, attempt }: Pick<RunOrder, "run" | "attempt">): {
  readonly LANDBRIDGE_RUN_ID: string;
  readonly LANDBRIDGE_ATTEMPT: string;
} {
  return { LANDBRIDGE_RUN_ID: run, LANDBRIDGE_ATTEMPT: String(attempt) };
}

/** A shell script that exports it. Single quotes take every byte but themselves. */
export function environmentScript(environment: Readonly<Record<string, string>>): string {
  const lines = Object.entries(environment).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`,
  );
  return lines.join("");
}
