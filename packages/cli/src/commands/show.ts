import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { findById } from "./find-by-id.ts";
import { printFound } from "./print-found.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const [id = ""] = invocation.parameters;
  return printFound(invocation, await findById(connect(invocation), id));
}
