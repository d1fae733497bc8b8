import type { JobDefinition } from "@landbridge/model";
import type { Guard, Row } from "@landbridge/store";
import { jobsError } from "./errors.ts";

const FORMAT = 1;

export interface StoredJob {
  readonly definition: JobDefinition;
  readonly version: number;
}

export function decodeJob(row: Row<"jobs">): StoredJob {
  const body = JSON.parse(row.body) as { readonly v: number; readonly d: JobDefinition };
  if (body.v !== FORMAT)
    throw jobsError("ROW_NOT_READABLE", `jobs/${row.key} has format ${body.v}, expected ${FORMAT}`);
  return { definition: body.d, version: row.version };
}

export function encodeJob(definition: JobDefinition): string {
  return JSON.stringify({ v: FORMAT, d: definition });
}

export function jobAtVersion({ definition, version }: StoredJob): Guard {
  return { kind: "version", table: "jobs", key: definition.name, version };
}
