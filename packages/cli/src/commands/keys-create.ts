import { connect } from "../client/connect.ts";
import { type ExitStatus, usageFailure } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { tellNewKey } from "./key-file.ts";
import { readMoment } from "./read-period.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const body = readBody(invocation);
  return tellNewKey(invocation, () => connect(invocation).call("createKey", { body }));
}

function readBody({ options }: Invocation): Readonly<Record<string, unknown>> {
  const isPair = options.flag("aws");
  const name = options.text("name") ?? (isPair ? "aws" : undefined);
  if (name === undefined || name.trim() === "")
    throw usageFailure("--name is needed", "say who or what will hold the key: --name grafana");
  const scopes = options.texts("scope");
  const launch = options.texts("launch").map(checkPattern);
  const expires = options.text("expires");
  const rate = options.whole("rate", { min: 1, max: 100_000 });
  return {
    name,
    // A key that may launch named things is not made to look at everything else besides.
    scopes: scopes.length === 0 && launch.length === 0 ? [isPair ? "admin" : "read"] : scopes,
    ...(isPair && { aws: true }),
    ...(launch.length > 0 && { launch }),
    ...(rate !== undefined && { limits: { requestsPerSecond: rate, requestsBurst: rate } }),
    ...(expires !== undefined && { expiresAt: readMoment("expires", expires) }),
  };
}

function checkPattern(pattern: string): string {
  if (/^(?:job|state-machine):[A-Za-z0-9_.*-]+$/.test(pattern)) return pattern;
  throw usageFailure(
    `--launch does not say what may be launched: "${pattern}"`,
    "write job:NAME or state-machine:NAME; * in the name stands for any characters: --launch 'job:load-*'",
  );
}
