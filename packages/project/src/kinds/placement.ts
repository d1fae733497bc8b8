import { type HostTarget, hostName, type JobDefinition, parseHostExpression } from "@landbridge/model";
import type { IssueLog } from "../issue.ts";
import type { JobFile } from "../schemas/job.ts";
import type { SourceDocument } from "../source/document.ts";

const MEBIBYTE = 1_048_576;

/** What a job says of where its runs live, as its definition keeps it. */
export function toPlacement(
  shape: JobFile,
): Pick<JobDefinition, "target" | "requires" | "waitForHostSeconds" | "restart"> {
  const target = toTarget(shape);
  const { requires, waitForHost, killAfter } = shape;
  return {
    ...(target && { target }),
    ...(requires && {
      requires: {
        ...(requires.slots === undefined ? {} : { slots: requires.slots }),
        ...(requires.cpuUnits === undefined ? {} : { cpuUnits: requires.cpuUnits }),
        ...(requires.memory === undefined ? {} : { memoryMebibytes: Math.ceil(requires.memory / MEBIBYTE) }),
      },
    }),
    ...(waitForHost === undefined ? {} : { waitForHostSeconds: waitForHost }),
    ...(shape.restart !== undefined &&
      killAfter !== undefined && { restart: { kind: shape.restart, killAfterSeconds: killAfter } }),
  };
}

function toTarget({ host, hosts, pool, placement = "least-loaded" }: JobFile): HostTarget | undefined {
  if (host !== undefined) return { kind: "host", name: hostName(host) };
  // In quotes, as a pool may be named like an operator.
  const expression = pool === undefined ? hosts : `pool = "${pool}"`;
  return expression === undefined ? undefined : { kind: "hosts", expression, choice: placement };
}

export function checkPlacement(shape: JobFile, document: SourceDocument, issues: IssueLog): void {
  const refuse = (path: string, message: string, hint: string): void => {
    issues.add({
      file: document.file,
      path,
      place: document.locate(path),
      code: "INVALID_VALUE",
      message,
      hint,
    });
  };
  const { host, hosts, pool, placement, restart, killAfter } = shape;
  const said = [host, hosts, pool].filter((one) => one !== undefined).length;
  if (said > 1)
    refuse(
      hosts === undefined ? "/pool" : "/hosts",
      "host, hosts and pool exclude each other",
      "keep one of them",
    );
  const isChosen = hosts !== undefined || pool !== undefined;
  if (placement !== undefined && !isChosen)
    refuse("/placement", "there is nothing to choose among", "give hosts or pool, or leave placement out");
  if (hosts !== undefined) {
    const parsed = parseHostExpression(hosts);
    if (!parsed.ok)
      refuse(
        "/hosts",
        `the expression cannot be read: ${parsed.message}, at character ${parsed.at + 1}`,
        "write it like: zone in (a, b) and not gpu",
      );
  }
  if (restart !== undefined && killAfter === undefined)
    refuse(
      "/restart",
      "restart: elsewhere needs killAfter",
      "without it nobody knows when the process on a silent host is gone: killAfter: 10m",
    );
  if (restart !== undefined && !isChosen)
    refuse("/restart", "restart: elsewhere needs other hosts to go to", "give hosts or pool");
  if (killAfter !== undefined && restart === undefined)
    refuse("/killAfter", "killAfter is for restart: elsewhere", "add restart: elsewhere, or leave it out");
}
