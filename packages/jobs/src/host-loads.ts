import type { HostName, HostShare, RunId } from "@landbridge/model";
import { type HostLoad, noLoad } from "./choose-host.ts";

/** What runs take of their hosts, added up as it changes: a launch must not count thousands of runs. */
export interface HostLoads {
  /** In place of what the run took before. */
  take(run: RunId, host: HostName, needs: Required<HostShare>): void;
  release(run: RunId): void;
  of(host: HostName): HostLoad;
  clear(): void;
}

export function createHostLoads(): HostLoads {
  const shares = new Map<RunId, { readonly host: HostName; readonly needs: Required<HostShare> }>();
  const loads = new Map<HostName, HostLoad>();
  const add = (host: HostName, needs: Required<HostShare>, sign: 1 | -1): void => {
    const load = loads.get(host) ?? noLoad;
    const sum = {
      runs: load.runs + sign,
      slots: load.slots + sign * needs.slots,
      cpuUnits: load.cpuUnits + sign * needs.cpuUnits,
      memoryMebibytes: load.memoryMebibytes + sign * needs.memoryMebibytes,
    };
    if (sum.runs === 0) loads.delete(host);
    else loads.set(host, sum);
  };
  const release = (run: RunId): void => {
    const share = shares.get(run);
    if (share === undefined) return;
    shares.delete(run);
    add(share.host, share.needs, -1);
  };
  return {
    take: (run, host, needs) => {
      release(run);
      shares.set(run, { host, needs });
      add(host, needs, 1);
    },
    release,
    of: (host) => loads.get(host) ?? noLoad,
    clear: () => {
      shares.clear();
      loads.clear();
    },
  };
}
