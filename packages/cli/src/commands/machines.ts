import type { StateMachineBody } from "@landbridge/api";
import type { StateMachineSummaryBody } from "../client/calls.ts";
import { connect } from "../client/connect.ts";
import { pagesOf, readLimit } from "../client/pages.ts";
import type { ExitStatus } from "../failure.ts";
import { printFacts } from "../output/facts.ts";
import { printListing } from "../output/listing.ts";
import { plain } from "../output/plain.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, parameters } = invocation;
  const client = connect(invocation);
  const [name] = parameters;
  if (name !== undefined)
    return showMachine(invocation, await client.call("getStateMachine", { parameters: { name } }));
  const times = timeText(options);
  const pages = pagesOf(client, "listStateMachines", { limit: readLimit(options) });
  return printListing<StateMachineSummaryBody>(invocation, pages, {
    whenEmpty: "no state machines; `landbridge apply DIR` loads a project",
    columns: [
      { title: "STATE MACHINE", cell: (machine) => machine.name },
      { title: "TYPE", cell: ({ type }) => type },
      { title: "CREATED", cell: ({ createdAt }) => times.moment(createdAt), goes: 2 },
      { title: "UPDATED", cell: ({ updatedAt }) => times.moment(updatedAt) },
      { title: "REVISION", cell: ({ revision }) => revision, widthMin: 12, goes: 1 },
    ],
  });
}

function showMachine({ options, terminal: { out } }: Invocation, machine: StateMachineBody): ExitStatus {
  if (options.flag("json")) {
    out.write(`${JSON.stringify(machine, null, 2)}\n`);
    return 0;
  }
  const times = timeText(options);
  printFacts(out, [
    ["state machine", plain(machine.name)],
    ["type", machine.type],
    ["arn", plain(machine.arn)],
    ["revision", machine.revision],
    ["created", times.exact(machine.createdAt)],
    ["updated", times.exact(machine.updatedAt)],
    // Its lines, as they were written, but for what could move the cursor.
    ["definition", machine.definition.split("\n").map(plain).join("\n")],
  ]);
  return 0;
}
