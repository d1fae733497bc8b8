import type { SchedulerOperation } from "@landbridge/api";
import type { JsonObject } from "@landbridge/model";
import { demand } from "../../auth/permissions.ts";
import type { AwsService } from "../service.ts";
import { operations, type Perform } from "./operations.ts";
import { readInput } from "./read-input.ts";
import { findRoute } from "./routes.ts";
import type { SchedulerParts } from "./scheduler-parts.ts";

/** A target's input has 256 KiB at most, and JSON text inside JSON text may need two characters for one. */
const bodyBytesMax = 1_048_576;

/** EventBridge Scheduler, in REST JSON: all of its operations. */
export function schedulerService(parts: SchedulerParts): AwsService {
  return {
    name: "scheduler",
    protocol: { kind: "rest-json" },
    paths: /^\/(?:schedules|schedule-groups)(?:\/|$)/,
    body: { kind: "whole", bytesMax: bodyBytesMax },
    async answer(call) {
      const { operation, members } = findRoute(call);
      call.life.name(`aws:scheduler:${operation}`);
      demand(call.caller.key, operations[operation].action);
      const output = await perform(parts, operation, { body: call.body, members });
      return {
        status: 200,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(output),
      };
    },
  };
}

function perform<O extends SchedulerOperation>(
  parts: SchedulerParts,
  operation: O,
  { body, members }: { readonly body: Uint8Array; readonly members: Parameters<typeof readInput>[2] },
): Promise<JsonObject> {
  const act: Perform<O> = operations[operation].perform;
  return act(parts, readInput(operation, body, members));
}
