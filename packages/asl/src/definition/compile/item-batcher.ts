import { checkFields } from "../check/fields.ts";
import { itemBatcherFields } from "../fields.ts";
import type { ItemBatcher } from "../machine.ts";
import { has, readObject, reject, type Source } from "../source.ts";
import type { DistributedCompilers } from "./distributed.ts";

/** Source: AWS Step Functions Developer Guide, "ItemBatcher (Map)": at least one of the two limits. */
export function compileItemBatcher(state: Source, compilers: DistributedCompilers): ItemBatcher | undefined {
  const source = readObject(state, "ItemBatcher");
  if (source === undefined) return undefined;
  const limits = ["MaxItemsPerBatch", "MaxInputBytesPerBatch"] as const;
  const paths = compilers.hasPaths ? limits.map((field) => `${field}Path`) : [];
  checkFields(source, [...itemBatcherFields, ...paths]);
  if (![...limits, ...paths].some((field) => has(source, field))) {
    reject(source, undefined, `At least one of 'MaxItemsPerBatch' and 'MaxInputBytesPerBatch' is required`);
  }
  return {
    maxItems: compilers.count(source, "MaxItemsPerBatch", 1),
    maxBytes: compilers.count(source, "MaxInputBytesPerBatch", 1),
    input: compilers.batchInput(source),
  };
}
