import type { NodeBody, NodePageBody } from "@landbridge/api";
import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import { printListing } from "../output/listing.ts";
import type { Invocation } from "../program/spec.ts";

/** Exit status 1: something is held by nobody, or late. */
export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, terminal } = invocation;
  const page = await connect(invocation).call("getNodes", {});
  if (options.flag("json")) terminal.out.write(`${JSON.stringify(page, null, 2)}\n`);
  else await print(invocation, page);
  return page.unheldPartitions.length === 0 ? 0 : 1;
}

async function print(invocation: Invocation, page: NodePageBody): Promise<void> {
  const { out } = invocation.terminal;
  const { dim, red } = out.colours;
  await printListing<NodeBody>(invocation, onePage(page), {
    whenEmpty: "no nodes",
    columns: [
      { title: "NODE", cell: ({ name, isSelf }) => (isSelf ? `${name} (answers)` : name), widthMin: 8 },
      {
        title: "STATE",
        cell: stateOf,
        paint: ({ isAlive }, text) => (isAlive ? text : red(text)),
      },
      { title: "HOLDS", cell: ({ partitions }) => `${partitions.length} of ${page.partitionCount}` },
      { title: "LEASE", cell: ({ leaseLeftSeconds }) => seconds(leaseLeftSeconds) },
      { title: "LAG", cell: ({ lagSeconds }) => seconds(lagSeconds) },
      { title: "EXECUTIONS", cell: ({ residentExecutions }) => residentExecutions?.toString(), goes: 2 },
      { title: "VERSION", cell: ({ version }) => version, goes: 1 },
    ],
  });
  const { unheldPartitions, questions } = page;
  if (unheldPartitions.length > 0)
    out.write(red(`held by nobody: partitions ${unheldPartitions.join(", ")}\n`));
  if (questions.open > 0)
    out.write(
      dim(`${questions.open} questions between nodes, the oldest ${seconds(questions.oldestSeconds)}\n`),
    );
}

async function* onePage(page: NodePageBody): AsyncGenerator<{ items: NodeBody[]; next: null }> {
  yield { items: page.items, next: null };
}

function stateOf({ isAlive, isDraining }: NodeBody): string {
  if (!isAlive) return "dead";
  return isDraining ? "draining" : "alive";
}

function seconds(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value.toFixed(1)} s`;
}
