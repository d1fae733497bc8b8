import { createHash } from "node:crypto";
import type { Engine } from "@landbridge/engine";
import { type Json, LandbridgeError } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { invokeFunctionMachine } from "./invoke-function.ts";

/** Lambda's invocation type "Event": taken durably, and carried out by an execution of our own. */
export interface InvokeLater {
  has(functionName: string): Promise<boolean>;
  /** False: there is no such function. Resolves once it is durable; the same key is taken once. */
  invoke(request: {
    readonly functionName: string;
    readonly payload: Json;
    readonly key: string;
  }): Promise<boolean>;
}

export function createInvokeLater(
  engine: () => Pick<Engine, "start">,
  store: Pick<Store, "get">,
): InvokeLater {
  const has = async (functionName: string): Promise<boolean> =>
    (await store.get("functions", functionName)) !== undefined;
  return {
    has,
    async invoke({ functionName, payload, key }) {
      if (!(await has(functionName))) return false;
      const name = `event-${createHash("sha256").update(key).digest("hex").slice(0, 40)}`;
      try {
        await engine().start({
          machine: invokeFunctionMachine.name,
          name,
          input: { function: functionName, payload },
        });
      } catch (error) {
        // It was taken before, and is over already.
        if (!(error instanceof LandbridgeError && error.code === "ExecutionAlreadyExists")) throw error;
      }
      return true;
    },
  };
}
