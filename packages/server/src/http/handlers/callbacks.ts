import type { Handlers } from "../handler.ts";
import type { Services } from "../services.ts";

export function callbackHandlers({ callbacks }: Services): Handlers<"callBackRun"> {
  return {
    callBackRun: async ({ params, body }) => {
      await callbacks.tell(callbacks.find(params.token), body);
      return { status: 204 };
    },
  };
}
