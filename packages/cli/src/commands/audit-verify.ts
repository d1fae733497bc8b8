import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import { usageFailure } from "../failure.ts";
import { printFacts } from "../output/facts.ts";
import type { Invocation } from "../program/spec.ts";
import { verifyExport } from "./verify-export.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, parameters, terminal } = invocation;
  const [file] = parameters;
  const found =
    file === undefined
      ? await connect(invocation).call("verifyAudit")
      : await verifyExport(terminal.folder, file);
  const expected = options.text("expect");
  if (expected !== undefined && !/^\d+:[0-9a-f]{64}$/.test(expected))
    throw usageFailure("--expect is not SEQ:HASH", "take it from an earlier `audit verify`");
  const problem = found.problem ?? headProblem(found.head, expected);
  const result = { ...found, isSound: problem === undefined, ...(problem !== undefined && { problem }) };
  if (options.flag("json")) terminal.out.write(`${JSON.stringify(result, null, 2)}\n`);
  else
    printFacts(terminal.out, [
      ["audit trail", problem === undefined ? "sound" : `BROKEN: ${problem}`],
      ["records", `${found.recordCount}, from ${found.first}`],
      ["head", `${found.head.seq}:${found.head.hash}`],
      [
        "not checked",
        found.uncheckedSealCount === 0 ? undefined : `the seals of ${found.uncheckedSealCount} blocks`,
      ],
    ]);
  return problem === undefined ? 0 : 1;
}

/** The end may have been cut off and the trail gone on differently: then the head of before is not in it. */
function headProblem(
  head: { readonly seq: number; readonly hash: string },
  expected: string | undefined,
): string | undefined {
  if (expected === undefined) return undefined;
  const [seq = "", hash] = expected.split(":");
  if (head.seq < Number(seq)) return `it ends at record ${head.seq}; record ${seq} is gone`;
  if (head.seq === Number(seq) && head.hash !== hash) return `record ${seq} is another one than it was`;
  return undefined;
}
