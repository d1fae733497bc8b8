import { type Handlers, json } from "../handler.ts";
import type { Services } from "../services.ts";

export function nodeHandlers({ nodes }: Services): Handlers<"getNodes" | "drainNode"> {
  return {
    getNodes: async () => json(200, await nodes.list()),
    drainNode: async ({ params, body }) => json(200, await nodes.drain(params.name, body)),
  };
}
