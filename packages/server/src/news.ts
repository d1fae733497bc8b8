import type { FunctionLog } from "@landbridge/agent";
import type { ExecutionNews } from "@landbridge/engine";
import type { EpochMs, Run } from "@landbridge/model";
import type { LaunchOutcome } from "@landbridge/scheduler";

/** What happens, after it was committed: for the terminal of `up`. */
export type ServerNews =
  | { readonly kind: "execution"; readonly at: EpochMs; readonly news: ExecutionNews }
  | { readonly kind: "run"; readonly at: EpochMs; readonly run: Run }
  | {
      readonly kind: "occurrence";
      readonly at: EpochMs;
      readonly schedule: string;
      readonly due: EpochMs;
      readonly outcome: LaunchOutcome;
    }
  | { readonly kind: "function-log"; readonly at: EpochMs; readonly line: FunctionLog };
