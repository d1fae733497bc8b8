import { LandbridgeError } from "@landbridge/model";

export function poolClosed(): LandbridgeError {
  return new LandbridgeError(
    "POOL_CLOSED",
    "the functions are being shut down: this invocation has no outcome; invoke it again after the start",
    { retryable: true },
  );
}
