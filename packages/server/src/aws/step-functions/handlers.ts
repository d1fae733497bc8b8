import type { StepFunctionsInput, StepFunctionsOperation } from "@landbridge/api";
import type { Engine, Home } from "@landbridge/engine";
import type { Clock, JsonObject, Random } from "@landbridge/model";
import type { AwsCall } from "../service.ts";

/** What the operations work on. */
export interface StepFunctionsParts {
  readonly engine: Engine;
  readonly home: Home;
  readonly clock: Clock;
  readonly random: Random;
}

export type Handlers<O extends StepFunctionsOperation = StepFunctionsOperation> = {
  readonly [Name in O]: (input: StepFunctionsInput<Name>, call: AwsCall) => Promise<JsonObject>;
};
