import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { tellNewKey } from "./key-file.ts";
import { readMoment, readPeriodSeconds } from "./read-period.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, parameters } = invocation;
  const overlap = options.text("overlap");
  const expires = options.text("expires");
  const body = {
    ...(overlap !== undefined && { overlapSeconds: readPeriodSeconds("overlap", overlap) }),
    ...(expires !== undefined && { expiresAt: readMoment("expires", expires) }),
  };
  const id = parameters[0] ?? "";
  return tellNewKey(invocation, () => connect(invocation).call("rotateKey", { parameters: { id }, body }));
}
