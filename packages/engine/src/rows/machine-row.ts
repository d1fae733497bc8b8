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
  /** Who may change it. Absent: `project`, the folder that was applied. */
  readonly owner?: "project" | "api";
  /** The number of the last version that was published; numbers are never used again. */
  readonly versionsMade?: number;
  /** What CreateStateMachine said of versions: sent again, it must say the same. */
  readonly published?: { readonly isWanted: boolean; readonly description?: string };
}

/** What is accepted, kept and told, beside what a state machine does. */
export interface MachineSettings {
  readonly logging: LoggingSettings;
  readonly isTraced: boolean;
  readonly encryption: EncryptionSettings;
}

export interface LoggingSettings {
  readonly level: "ALL" | "ERROR" | "FATAL" | "OFF";
  readonly includeExecutionData: boolean;
  /** ARNs of log groups. */
  readonly destinations?: readonly string[];
}

export interface EncryptionSettings {
  readonly type: "AWS_OWNED_KEY" | "CUSTOMER_MANAGED_KMS_KEY";
  readonly kmsKeyId?: string;
  readonly reusePeriodSeconds?: number;
}

export const defaultSettings: MachineSettings = {
  logging: { level: "OFF", includeExecutionData: false },
  isTraced: false,
  encryption: { type: "AWS_OWNED_KEY" },
};

export interface RevisionRecord {
  readonly definition: string;
  readonly roleArn: string;
  readonly type: StateMachineDefinition["type"];
  /** Absent: AWS's own. */
  readonly limits?: "ground";
  /** Absent: the defaults. */
  readonly settings?: MachineSettings;
  /** The one that its state machine was made with: AWS gives it no id. */
  readonly isFirst?: true;
  readonly madeAt?: number;
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

/** Brings a revision's name into the form of AWS's revision ids. */
export function revisionIdOf(revision: string): string {
  const text = revision.replaceAll("-", "").slice(0, 32);
  return [8, 12, 16, 20, 32].map((end, index, ends) => text.slice(ends[index - 1] ?? 0, end)).join("-");
}
