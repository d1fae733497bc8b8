import { ApiError } from "@landbridge/api";
import type { Engine } from "@landbridge/engine";
import type { MapRunServices } from "../http/services.ts";

export function createMapRunServices(engine: Engine): MapRunServices {
  return {
    async list(execution, { limit, cursor }) {
      const page = await engine.mapRuns(execution, { limit, ...(cursor !== undefined && { after: cursor }) });
      return { items: page.mapRuns, ...(page.next !== undefined && { next: page.next }) };
    },
    async update(mapRun, changes) {
      const { status } = await engine.describeMapRun(mapRun);
      if (status !== "RUNNING") throw new ApiError("MAP_RUN_ENDED", `it is ${status}.`);
      await engine.updateMapRun(mapRun, changes);
      return engine.describeMapRun(mapRun);
    },
    get: (mapRun) => engine.describeMapRun(mapRun),
  };
}
