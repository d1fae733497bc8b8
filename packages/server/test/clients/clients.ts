import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { AwsTestServer } from "../aws-server.ts";

const run = promisify(execFile);

/** A client of AWS's that is not ours to install: where it is missing a test is skipped aloud, and fails in CI. */
export async function missing(
  program: string,
  args: readonly string[],
  hint: string,
): Promise<string | false> {
  try {
    await run(program, args);
    return false;
  } catch {
    if (process.env["CI"] === "true") return false;
    return `${hint}; CI installs it`;
  }
}

/** Runs a client with the server's admin pair and nothing else of AWS's configuration. */
export async function runClient(
  server: Pick<AwsTestServer, "admin">,
  program: string,
  args: readonly string[],
): Promise<string> {
  const { PATH = "", HOME = "" } = process.env;
  const env = {
    PATH,
    HOME,
    AWS_ACCESS_KEY_ID: server.admin.accessKeyId,
    AWS_SECRET_ACCESS_KEY: server.admin.secretAccessKey,
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PAGER: "",
  };
  const { stdout } = await run(program, args, { env, timeout: 60_000 });
  return stdout;
}
