import { cliLimits } from "../../limits.ts";

/** What is known of open things by id; the oldest is forgotten when there are too many. */
export interface Memory<Value> {
  get(id: string): Value | undefined;
  set(id: string, value: Value): void;
  delete(id: string): void;
}

export function createMemory<Value>(entriesMax: number = cliLimits.rememberedMax): Memory<Value> {
  const values = new Map<string, Value>();
  return {
    get: (id) => values.get(id),
    delete: (id) => void values.delete(id),
    set(id, value) {
      values.delete(id);
      values.set(id, value);
      if (values.size <= entriesMax) return;
      for (const oldest of values.keys()) {
        values.delete(oldest);
        return;
      }
    },
  };
}
