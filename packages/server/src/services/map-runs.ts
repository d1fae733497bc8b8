import type { Engine } from "@landbridge/engine";
import type { MapRunServices } from "../http/services.ts";

export function createMapRunServices(engine: Engine): MapRunServices {
  return {
    async list(execution, { limit, cursor }) {
      const page = await engine.mapRuns(execution, { limit, ...(cursor !== undefined && { after: cursor }) });
      return { items: page.mapRuns, ...(page.next !== undefined && { next: page.next }) };
    },
    get: (mapRun) => engine.describeMapRun(mapRun),
  };
}
