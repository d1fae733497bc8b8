import type { Engine } from "@landbridge/engine";
import type { TaskServices } from "../http/services.ts";
import { asking } from "./engine-errors.ts";

export function createTaskServices(engine: Engine): TaskServices {
  return {
    succeed: (token, output) => asking(() => engine.finishTask(token, { kind: "succeeded", output })),
    fail: (token, failure) => asking(() => engine.finishTask(token, { kind: "failed", failure })),
    heartbeat: (token) => asking(() => engine.finishTask(token, { kind: "heartbeat" })),
  };
}
