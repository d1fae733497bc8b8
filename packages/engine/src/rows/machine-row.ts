import type { StateMachineDefinition } from "@landbridge/model";
import type { Row } from "@landbridge/store";

/** A state machine as it was last applied. Its definition is in the revision that it names. */
export interface MachineRecord {
  readonly name: string;
  readonly arn: string;
  readonly type: StateMachineDefinition["type"];
  readonly roleArn: string;
  /** A digest of definition, role, type and limits: applying the same again makes no new one. */
  readonly revision: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly isDeleted?: true;
}

export interface RevisionRecord {
  readonly definition: string;
  readonly roleArn: string;
  readonly type: StateMachineDefinition["type"];
  /** Absent: AWS's own. */
  readonly limits?: "ground";
}

export function readMachineRow(row: Row<"machines">): MachineRecord {
  return JSON.parse(row.body) as MachineRecord;
}

export function readRevisionRow(row: Row<"revisions">): RevisionRecord {
  return JSON.parse(row.body) as RevisionRecord;
}

export function revisionKey(machine: string, revision: string): string {
  return `${machine}\n${revision}`;
}
