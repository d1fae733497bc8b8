import type { Engine } from "@landbridge/engine";
import type { TaskServices } from "../http/services.ts";

export function createTaskServices(engine: Engine): TaskServices {
  return {
    succeed: (token, output) => engine.finishTask(token, { kind: "succeeded", output }),
    fail: (token, failure) => engine.finishTask(token, { kind: "failed", failure }),
    heartbeat: (token) => engine.finishTask(token, { kind: "heartbeat" }),
  };
}
