import { child } from "../pointer.ts";
import type { Source } from "../source.ts";

/**
 * Source: Amazon States Language, "Timeouts and Heartbeats": the heartbeat must be smaller. Whether AWS refuses
 * another is not known; as it does no harm, it is a warning. Paths and expressions are known at run time only.
 */
export function warnOfLongHeartbeat(task: Source): void {
  const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = task.object;
  if (typeof timeout !== "number" || typeof heartbeat !== "number" || heartbeat < timeout) return;
  const message = `HeartbeatSeconds (${heartbeat}) is not smaller than TimeoutSeconds (${timeout})`;
  const hint = "A heartbeat that is not shorter could never be missed in time";
  task.issues.warn(child(task.pointer, "HeartbeatSeconds"), "HEARTBEAT_TOO_LONG", message, hint);
}
