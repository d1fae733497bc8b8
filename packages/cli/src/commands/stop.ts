import { connect } from "../client/connect.ts";
import { type ExitStatus, Failure, usageFailure } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { findById } from "./find-by-id.ts";
import { printFound } from "./print-found.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, parameters } = invocation;
  const client = connect(invocation);
  const found = await findById(client, parameters[0] ?? "");
  const reason = options.text("reason");
  const error = options.text("error");
  switch (found.kind) {
    case "map-run":
      throw new Failure("a map run is stopped with its execution", {
        advice: `\`landbridge stop ${found.mapRun.execution}\` does that`,
      });
    case "run": {
      if (error !== undefined) throw usageFailure("--error is for executions; this is the id of a run");
      const stopped = await client.call("stopRun", {
        parameters: { id: found.run.id },
        body: { ...(reason !== undefined && { reason }) },
      });
      return printFound(invocation, { kind: "run", run: stopped });
    }
    case "execution": {
      const stopped = await client.call("stopExecution", {
        parameters: { id: found.execution.id },
        body: { ...(error !== undefined && { error }), ...(reason !== undefined && { cause: reason }) },
      });
      return printFound(invocation, { kind: "execution", execution: stopped });
    }
  }
}
