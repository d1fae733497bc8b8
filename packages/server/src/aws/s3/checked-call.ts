import type { AwsCall } from "../service.ts";
import { checkBody } from "./checksum.ts";

/** The same call, whose body fails at its end when it is not what its checksums say. */
export function checkedCall(call: AwsCall): AwsCall {
  if (call.stream === undefined) return call;
  return { ...call, stream: { ...call.stream, bytes: checkBody(call).bytes } };
}
