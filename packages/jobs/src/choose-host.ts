import { type HostName, hostName, type JobDefinition } from "@landbridge/model";

/** The agent that every server brings along. */
export const localHost: HostName = hostName("local");

/** Where a run of this job is to live, chosen once at its launch: all its attempts run there. */
export function chooseHost(_definition: JobDefinition): HostName {
  return localHost;
}
