import type { Json, JsonObject } from "@landbridge/model";
import type { MapItems } from "../data/map-items.ts";
import type { ItemReader, ResultWriter } from "../definition/machine.ts";

/**
 * What a distributed Map asks the shell for: everything that its own execution knows, evaluated once, as JSON.
 * What the definition says in so many words is not repeated; `block` and `state` lead to it.
 */
export interface MapRunPlan {
  /** Of the map run: `…:mapRun:MACHINE/SEGMENT:UUID`. */
  readonly arn: string;
  readonly block: string;
  readonly state: string;
  readonly source: MapRunSource;
  /** 0: no limit of the definition's. */
  readonly maxConcurrency: number;
  readonly toleratedCount?: number;
  readonly toleratedPercentage?: number;
  readonly batch?: {
    readonly maxItems?: number;
    readonly maxBytes?: number;
    readonly input?: Json;
  };
  readonly writer?: Pick<ResultWriter, "transformation" | "outputType"> & {
    /** What Parameters or Arguments gave; absent: the results are the state's own. */
    readonly place?: Json;
  };
  /** What ItemSelector sees; absent: there is none. */
  readonly scope?: { readonly input: Json; readonly context: JsonObject; readonly variables: JsonObject };
}

export type MapRunSource =
  | { readonly kind: "items"; readonly items: MapItems }
  | ({
      readonly kind: "reader";
      /** What Parameters or Arguments gave. */
      readonly parameters: Json;
      readonly maxItems?: number;
    } & Omit<ItemReader, "parameters" | "maxItems">);
