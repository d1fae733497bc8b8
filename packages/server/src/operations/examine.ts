import { openImage, type StoreOptions } from "../open-store.ts";
import { checkHost } from "./check-host.ts";
import { checkNode } from "./check-node.ts";
import { checkRows } from "./check-rows.ts";
import { type Examination, type Finding, findingsMax } from "./finding.ts";

/** What is wrong with a store, as it is at this moment, and with the host that it is looked at from. It only reads. */
export async function examine(options: StoreOptions): Promise<Examination> {
  const findings: Finding[] = [];
  const checked: Record<string, number> = {};
  let left = 0;
  const found = (finding: Finding): void => {
    if (findings.length < findingsMax) findings.push(finding);
    else left += 1;
  };
  for (const finding of await checkHost(options)) found(finding);
  const image = await openImage(options);
  try {
    for (const finding of await checkNode(image, options)) found(finding);
    await checkRows(image, found, checked);
  } finally {
    await image.close();
  }
  if (left > 0)
    findings.push({
      severity: "error",
      where: "doctor",
      message: `${left} findings more are not shown`,
      advice: "see to these first, then look again",
    });
  return { findings, checked };
}
